package dev.aviary.store;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.Company;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Employment;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.Individual;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes employment data. Rows are prepared outside any transaction (hashed, compared with what is stored, sealed) and written inside the
 * caller's, by plain JDBC. Each scope has one writer at a time, which the caller sees to; writers of different connections do not meet.
 * Thread-safe.
 *
 * <p>Prepare and write a page before preparing the next page of the same table and scope: what is compared is what is committed.
 */
public interface EmploymentStore {

    PreparedRows prepareCompany(EntityScope scope, Company company);

    /**
     * Writing them is also what proves people present: their missing reads start at 0 again, and who was gone has returned
     * (change feed {@code returned}), even if the entry itself is unchanged.
     */
    PreparedRows prepareDirectory(EntityScope scope, List<DirectoryEntry> entries);

    /** Also keeps the blind index of e-mail addresses and SSNs. */
    PreparedRows prepareIndividuals(EntityScope scope, List<Individual> individuals);

    /** Income and income history go with the employment. */
    PreparedRows prepareEmployments(EntityScope scope, List<Employment> employments);

    /** A payment that is new or changed has its statements {@link StatementsState#UNREAD}. */
    PreparedRows preparePayments(EntityScope scope, List<Payment> payments);

    /**
     * @param statements by payment id; a page of each payment's statements. Different statements of one person in one page are kept side by
     *     side; a person met again in a later page replaces what the earlier page had
     */
    PreparedRows preparePayStatements(EntityScope scope, Map<String, List<PayStatement>> statements);

    default PreparedRows preparePayStatements(EntityScope scope, String paymentId, List<PayStatement> statements) {
        return preparePayStatements(scope, Map.of(paymentId, statements));
    }

    PreparedRows prepareBenefits(EntityScope scope, List<Benefit> benefits);

    /** @param enrolments by individual id */
    PreparedRows prepareEnrolments(EntityScope scope, String benefitId, Map<String, Enrolment> enrolments);

    /**
     * Writes what is new or changed, with its change feed rows, in the caller's transaction. Writing the same rows twice gives the same rows.
     *
     * @param run id of the run that the change feed names
     */
    RowCounts write(PreparedRows rows, long run);

    /** People of the directory who are not marked gone, with how many successful directory reads in a row they were missing from. */
    Map<String, Integer> presentIndividuals(EntityScope scope);

    /** One more successful directory read without them. Ids that are unknown or gone are passed over, here and below. */
    void absentAgain(EntityScope scope, Collection<String> ids);

    /** Starts their missing reads at 0 again. Who is marked gone stays so until their directory entry is written. */
    void seenAgain(EntityScope scope, Collection<String> ids);

    /** Marks people gone (change feed {@code gone}); their rows stay. Who is gone already is not marked again. */
    RowCounts markGone(EntityScope scope, Collection<String> ids, long run, Instant at);

    /**
     * Marks payments gone whose pay date lies in the window, both days included, and which are not among these; their statements go with them.
     *
     * @return empty if that is not believable; then nothing was marked. The same below
     */
    Optional<RowCounts> retainPayments(
            EntityScope scope, LocalDate from, LocalDate to, Collection<String> ids, long run, Believable believable);

    /** Marks the payment's statements of everybody else gone. */
    Optional<RowCounts> retainPayStatements(
            EntityScope scope, String paymentId, Collection<String> individuals, long run, Believable believable);

    /** Marks other benefits gone, and the enrolments in them. */
    Optional<RowCounts> retainBenefits(EntityScope scope, Collection<String> ids, long run, Believable believable);

    /** Marks everybody else's enrolment in the benefit gone. */
    Optional<RowCounts> retainEnrolments(
            EntityScope scope, String benefitId, Collection<String> individuals, long run, Believable believable);

    /** Latest pay date of the payments not gone; empty if there is none with a readable one. */
    Optional<LocalDate> newestPayDate(EntityScope scope);

    /** Records how far the statements of these payments were read. */
    void statements(EntityScope scope, Collection<String> paymentIds, StatementsState state);

    /**
     * Payments not gone whose statements are not complete, latest pay date first.
     *
     * @param notBefore payments with an earlier pay date are left out; those without a readable pay date are not
     */
    List<PaymentToRead> paymentsToRead(EntityScope scope, LocalDate notBefore);
}
