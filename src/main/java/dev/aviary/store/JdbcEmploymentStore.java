package dev.aviary.store;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.Company;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Employment;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.Individual;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import dev.aviary.keys.Keys;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** The store on hand-written SQL. */
@Component
class JdbcEmploymentStore implements EmploymentStore {

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final Preparation preparation;
    private final BlindIndex blindIndex;
    private final RowForms forms;
    private final ChangeFeed feed;
    private final GoneRows gone;
    private final Presence presence;
    private final Payments payments;

    JdbcEmploymentStore(JdbcOperations jdbc, Keys keys, StoreProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.preparation = new Preparation(new StoredRows(jdbc), keys, clock);
        this.blindIndex = new BlindIndex(jdbc, keys);
        this.forms = new RowForms(new SealedFields(properties.sealed()));
        this.feed = new ChangeFeed(jdbc);
        this.gone = new GoneRows(jdbc);
        this.presence = new Presence(jdbc);
        this.payments = new Payments(jdbc);
    }

    @Override
    public PreparedRows prepareCompany(EntityScope scope, Company company) {
        var incoming = Incoming.<Company>none();
        incoming.records().put(RowKey.of(""), company);
        return prepare(Tables.COMPANY, scope, incoming, CompanionsForm.none());
    }

    @Override
    public PreparedRows prepareDirectory(EntityScope scope, List<DirectoryEntry> entries) {
        return prepare(Tables.DIRECTORY, scope, Incoming.of(entries, DirectoryEntry::id), CompanionsForm.none());
    }

    @Override
    public PreparedRows prepareIndividuals(EntityScope scope, List<Individual> individuals) {
        return prepare(
                Tables.INDIVIDUAL,
                scope,
                Incoming.of(individuals, Individual::id),
                (in, rows, sealer, at) -> List.of(blindIndex.tags(in, rows)));
    }

    @Override
    public PreparedRows prepareEmployments(EntityScope scope, List<Employment> employments) {
        return prepare(
                Tables.EMPLOYMENT,
                scope,
                Incoming.of(employments, Employment::id),
                new IncomeRows(forms.of(Tables.INCOME)));
    }

    @Override
    public PreparedRows preparePayments(EntityScope scope, List<Payment> paid) {
        return prepare(Tables.PAYMENT, scope, Incoming.of(paid, Payment::id), CompanionsForm.none());
    }

    @Override
    public PreparedRows preparePayStatements(EntityScope scope, Map<String, List<PayStatement>> statements) {
        var incoming = Incoming.<PayStatement>none();
        statements.forEach((payment, ofPayment) ->
                ofPayment.forEach(statement -> incoming.addPart(payment, statement.individualId(), statement)));
        return prepare(Tables.PAY_STATEMENT, scope, incoming, CompanionsForm.none());
    }

    @Override
    public PreparedRows prepareBenefits(EntityScope scope, List<Benefit> benefits) {
        return prepare(Tables.BENEFIT, scope, Incoming.of(benefits, Benefit::benefitId), CompanionsForm.none());
    }

    @Override
    public PreparedRows prepareEnrolments(EntityScope scope, String benefitId, Map<String, Enrolment> enrolments) {
        var incoming = Incoming.<Enrolment>none();
        enrolments.forEach((individual, enrolment) -> incoming.add(benefitId, individual, enrolment));
        return prepare(Tables.ENROLMENT, scope, incoming, CompanionsForm.none());
    }

    private <R> PreparedRows prepare(
            Table<R> table, EntityScope scope, Incoming<R> incoming, CompanionsForm<R> companions) {
        return preparation.prepare(forms.of(table), scope, incoming, companions);
    }

    @Override
    public RowCounts write(PreparedRows rows, long run) {
        var page = (PreparedPage) rows;
        page.upsert().write(jdbc, page.rows());
        page.companions().forEach(companions -> companions.write(jdbc, page.scope()));
        gone.mark(page.table(), page.scope(), page.gone(), utc(clock.instant()));
        feed.write(page.table(), page.scope(), page.changes(), run, utc(clock.instant()));
        return page.counts();
    }

    @Override
    public Map<String, Integer> presentIndividuals(EntityScope scope) {
        return presence.present(scope);
    }

    @Override
    public void absentAgain(EntityScope scope, Collection<String> ids) {
        presence.missedAgain(scope, ids);
    }

    @Override
    public void seenAgain(EntityScope scope, Collection<String> ids) {
        presence.seenAgain(scope, ids);
    }

    @Override
    public RowCounts markGone(EntityScope scope, Collection<String> ids, long run, Instant at) {
        return markGone(Tables.DIRECTORY, scope, presence.presentAmong(scope, ids), run, utc(at));
    }

    @Override
    public Optional<RowCounts> retainPayments(
            EntityScope scope, LocalDate from, LocalDate to, Collection<String> ids, long run, Believable believable) {
        var present =
                payments.paidBetween(scope, from, to).stream().map(RowKey::of).toList();
        return retain(Tables.PAYMENT, scope, present, ids, run, believable)
                .map(marked -> marked.plus(markOrphans(Tables.PAY_STATEMENT, scope, leaving(present, ids), run)));
    }

    @Override
    public Optional<RowCounts> retainPayStatements(
            EntityScope scope, String paymentId, Collection<String> individuals, long run, Believable believable) {
        var present = gone.present(Tables.PAY_STATEMENT, scope, paymentId);
        return retain(Tables.PAY_STATEMENT, scope, present, individuals, run, believable);
    }

    @Override
    public Optional<RowCounts> retainBenefits(
            EntityScope scope, Collection<String> ids, long run, Believable believable) {
        var present = gone.present(Tables.BENEFIT, scope, null);
        return retain(Tables.BENEFIT, scope, present, ids, run, believable)
                .map(marked -> marked.plus(markOrphans(Tables.ENROLMENT, scope, leaving(present, ids), run)));
    }

    @Override
    public Optional<RowCounts> retainEnrolments(
            EntityScope scope, String benefitId, Collection<String> individuals, long run, Believable believable) {
        var present = gone.present(Tables.ENROLMENT, scope, benefitId);
        return retain(Tables.ENROLMENT, scope, present, individuals, run, believable);
    }

    private Optional<RowCounts> retain(
            Table<?> table,
            EntityScope scope,
            List<RowKey> present,
            Collection<String> ids,
            long run,
            Believable believable) {
        var leaving = leaving(present, ids);
        return believable.isBelievable(leaving.size(), present.size())
                ? Optional.of(markGone(table, scope, leaving, run, utc(clock.instant())))
                : Optional.empty();
    }

    private static List<RowKey> leaving(List<RowKey> present, Collection<String> ids) {
        var kept = Set.copyOf(ids);
        return present.stream().filter(key -> !kept.contains(key.id())).sorted().toList();
    }

    /** What belongs to rows that have gone. */
    private RowCounts markOrphans(Table<?> table, EntityScope scope, List<RowKey> groups, long run) {
        return groups.stream()
                .map(group -> markGone(table, scope, gone.present(table, scope, group.id()), run, utc(clock.instant())))
                .reduce(RowCounts.NONE, RowCounts::plus);
    }

    private RowCounts markGone(Table<?> table, EntityScope scope, List<RowKey> keys, long run, LocalDateTime at) {
        gone.mark(table, scope, keys, at);
        feed.write(
                table,
                scope,
                keys.stream().map(key -> new RowChange(key, Change.GONE)).toList(),
                run,
                at);
        return new RowCounts(0, 0, 0, keys.size());
    }

    @Override
    public Optional<LocalDate> newestPayDate(EntityScope scope) {
        return payments.newestPayDate(scope);
    }

    @Override
    public void statements(EntityScope scope, Collection<String> paymentIds, StatementsState state) {
        payments.statements(scope, paymentIds, state);
    }

    @Override
    public List<PaymentToRead> paymentsToRead(EntityScope scope, LocalDate notBefore) {
        return payments.toRead(scope, notBefore);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
