package dev.aviary.store;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.Department;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Email;
import dev.aviary.finch.Employment;
import dev.aviary.finch.EmploymentForm;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.Income;
import dev.aviary.finch.Individual;
import dev.aviary.finch.Location;
import dev.aviary.finch.Money;
import dev.aviary.finch.PayPeriod;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import dev.aviary.finch.PersonRef;
import dev.aviary.finch.PhoneNumber;
import java.util.List;
import java.util.Map;

/** Ordinary records. */
final class People {

    private People() {}

    static DirectoryEntry entry(String id) {
        return entry(id, "Voss");
    }

    static DirectoryEntry entry(String id, String lastName) {
        return new DirectoryEntry(
                id, "Ira", null, lastName, new PersonRef("boss"), new Department("Field", null), true, Map.of());
    }

    static Individual individual(String id, String email, String ssn) {
        return new Individual(
                id,
                "Ira",
                null,
                "Voss",
                null,
                List.of(new Email(email, "personal"), new Email(id + "@work.example", "work")),
                List.of(new PhoneNumber("+17755550100", "work"), new PhoneNumber("+17755550199", null)),
                "female",
                "two_or_more_races",
                "divorced",
                "1988-02-29",
                home("1 Oak Street"),
                ssn,
                null,
                Map.of());
    }

    static Employment employment(String id, String title) {
        return new Employment(
                id,
                "Ira",
                null,
                "Voss",
                title,
                new PersonRef("boss"),
                new Department("Field", null),
                new EmploymentForm("employee", "full_time"),
                "active",
                true,
                "2019-04-01",
                null,
                null,
                "8810",
                "non_exempt",
                home("9 Elm Street"),
                "AFL-77",
                null,
                null,
                false,
                new Income("yearly", 7_654_321L, "usd", "2025-01-01", Map.of()),
                List.of(new Income("yearly", 6_543_219L, "usd", "2024-01-01", Map.of())),
                List.of(),
                "E-0017",
                null,
                Map.of());
    }

    static Payment payment(String id, String payDate, String... individuals) {
        return new Payment(
                id,
                new PayPeriod("2026-01-01", "2026-01-15"),
                payDate,
                null,
                null,
                new Money(9_182_736L, "usd"),
                null,
                null,
                null,
                List.of(individuals),
                List.of(),
                List.of("weekly"),
                Map.of());
    }

    static PayStatement statement(String individual, String type, long netCents) {
        return new PayStatement(
                individual,
                type,
                "check",
                81.5,
                null,
                new Money(netCents, "usd"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    static Benefit benefit(String id) {
        return new Benefit(id, "401k", "Retirement", "every_paycheck", null, Map.of());
    }

    static Enrolment enrolment(int cents) {
        return new Enrolment(Map.of("type", "fixed", "amount", cents), null, null, true, "family", Map.of());
    }

    static Location home(String street) {
        return new Location(street, null, "Reno", "NV", "89501", "US", null, null, Map.of());
    }
}
