package dev.aviary.store;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.Company;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Employment;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.Individual;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import dev.aviary.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Reads employment data back, with the sealed fields opened: the records equal those that were stored, unknown fields included, and print
 * themselves masked. Thread-safe.
 *
 * <p>Everything that opens throws {@link dev.aviary.keys.SealBrokenException} for a row that was sealed elsewhere or changed since, and
 * {@link dev.aviary.keys.KeyShreddedException} for an erased individual.
 */
public interface EmploymentRecords {

    /** By the blind index, without opening anything. Case and surrounding blanks do not matter. */
    List<IndividualRef> findByEmail(TenantId tenant, String email);

    /** By the blind index, without opening anything. Punctuation does not matter; masked numbers find nobody. */
    List<IndividualRef> findBySsn(TenantId tenant, String ssn);

    Optional<Company> company(EntityScope scope);

    Optional<DirectoryEntry> directoryEntry(IndividualRef individual);

    Optional<Individual> individual(IndividualRef individual);

    /** With income and income history. */
    Optional<Employment> employment(IndividualRef individual);

    Optional<Payment> payment(EntityScope scope, String paymentId);

    /** What the payment paid this individual: nothing, one statement, or several. */
    List<PayStatement> payStatements(IndividualRef individual, String paymentId);

    Optional<Benefit> benefit(EntityScope scope, String benefitId);

    Optional<Enrolment> enrolment(IndividualRef individual, String benefitId);
}
