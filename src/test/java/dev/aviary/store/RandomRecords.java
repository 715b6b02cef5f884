package dev.aviary.store;

import dev.aviary.finch.BankAccount;
import dev.aviary.finch.Benefit;
import dev.aviary.finch.Company;
import dev.aviary.finch.CustomField;
import dev.aviary.finch.Department;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Earning;
import dev.aviary.finch.Email;
import dev.aviary.finch.EmployeeDeduction;
import dev.aviary.finch.EmployerContribution;
import dev.aviary.finch.Employment;
import dev.aviary.finch.EmploymentForm;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.EntityForm;
import dev.aviary.finch.Income;
import dev.aviary.finch.Individual;
import dev.aviary.finch.Location;
import dev.aviary.finch.Money;
import dev.aviary.finch.PayPeriod;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import dev.aviary.finch.PersonRef;
import dev.aviary.finch.PhoneNumber;
import dev.aviary.finch.Tax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records of every shape that Finch could send: null here and there, unknown fields at every depth, and texts that break careless code. */
final class RandomRecords {

    private static final List<String> TEXTS = List.of(
            "Ira",
            "",
            " padded ",
            "O'Brien \\ \"quoted\"",
            "Zoë Łukasz",
            "李小龙",
            "\uD83D\uDC69\u200D\uD83D\uDE80 emoji",
            "nul \u0000 inside",
            "half \uD83D pair",
            "\uDE80",
            "line\nbreak\ttab",
            "x".repeat(254) + "\uD83D\uDE80",
            "y".repeat(3000),
            "?",
            "2019-04-01",
            "04/01/2019");

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    Company company() {
        return new Company(
                text(),
                text(),
                maybe(() -> new EntityForm(text(), text())),
                text(),
                text(),
                text(),
                list(() -> new Department(text(), maybe(() -> new Department(text(), null)))),
                list(this::location),
                list(() -> new BankAccount(text(), text(), text(), text(), text(), unknown())),
                unknown());
    }

    DirectoryEntry directoryEntry(@Nullable String id) {
        return new DirectoryEntry(
                id,
                text(),
                text(),
                text(),
                maybe(() -> new PersonRef(text())),
                maybe(this::department),
                flag(),
                unknown());
    }

    Individual individual(@Nullable String id) {
        return new Individual(
                id,
                text(),
                text(),
                text(),
                text(),
                list(() -> new Email(text(), random.nextBoolean() ? "work" : text())),
                list(() -> new PhoneNumber(text(), random.nextBoolean() ? "work" : text())),
                text(),
                text(),
                text(),
                text(),
                maybe(this::location),
                text(),
                text(),
                unknown());
    }

    Employment employment(@Nullable String id) {
        return new Employment(
                id,
                text(),
                text(),
                text(),
                text(),
                maybe(() -> new PersonRef(text())),
                maybe(this::department),
                maybe(() -> new EmploymentForm(text(), text())),
                text(),
                flag(),
                text(),
                text(),
                text(),
                text(),
                text(),
                maybe(this::location),
                text(),
                text(),
                flag(),
                flag(),
                maybe(this::income),
                list(this::income),
                list(() -> new CustomField(text(), any(2))),
                text(),
                text(),
                unknown());
    }

    Payment payment(@Nullable String id, List<String> individuals) {
        return new Payment(
                id,
                maybe(() -> new PayPeriod(text(), text())),
                text(),
                text(),
                money(),
                money(),
                money(),
                money(),
                money(),
                individuals,
                list(() -> "group"),
                list(() -> "weekly"),
                unknown());
    }

    PayStatement payStatement(@Nullable String individual) {
        return new PayStatement(
                individual,
                text(),
                text(),
                maybe(random::nextDouble),
                money(),
                money(),
                list(() -> new Earning(text(), text(), cents(), text(), maybe(random::nextDouble), any(2), unknown())),
                list(() -> new Tax(text(), text(), flag(), cents(), text(), any(2), unknown())),
                list(() -> new EmployeeDeduction(text(), cents(), text(), flag(), text(), any(2), unknown())),
                list(() -> new EmployerContribution(text(), cents(), text(), text(), any(2), unknown())),
                unknown());
    }

    Benefit benefit(@Nullable String id) {
        return new Benefit(id, text(), text(), text(), any(2), unknown());
    }

    Enrolment enrolment() {
        return new Enrolment(any(2), any(2), cents(), flag(), text(), unknown());
    }

    private Department department() {
        return new Department(text(), random.nextInt(4) == 0 ? new Department(text(), null) : null);
    }

    private Location location() {
        return new Location(text(), text(), text(), text(), text(), text(), text(), text(), unknown());
    }

    private Income income() {
        return new Income(text(), cents(), text(), text(), unknown());
    }

    private @Nullable Money money() {
        return maybe(() -> new Money(cents(), text()));
    }

    private @Nullable Long cents() {
        return maybe(random::nextLong);
    }

    private @Nullable Boolean flag() {
        return maybe(random::nextBoolean);
    }

    private @Nullable String text() {
        return maybe(() -> TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private Map<String, Object> unknown() {
        var unknown = new LinkedHashMap<String, @Nullable Object>();
        for (var i = random.nextInt(3); i > 0; i--) {
            unknown.put("new_field_" + random.nextInt(9) + (random.nextBoolean() ? "é\uD83D\uDE80" : ""), any(2));
        }
        if (random.nextInt(10) == 0) {
            unknown.put("unknown", any(1));
            unknown.put("unknown_fields", any(1));
        }
        return castAway(unknown);
    }

    /** JSON as the mapper reads it. */
    private @Nullable Object any(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 2 -> random.nextInt();
            case 3 -> random.nextDouble();
            case 4 -> random.nextBoolean();
            case 5 -> List.of("a", random.nextInt());
            default -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                map.put("b", any(depth - 1));
                map.put("a", any(depth - 1));
                yield map;
            }
        };
    }

    private <T> List<T> list(Supplier<T> item) {
        var list = new ArrayList<T>();
        for (var i = random.nextInt(4); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castAway(Map<String, ? extends @Nullable Object> map) {
        return (Map<String, Object>) map;
    }
}
