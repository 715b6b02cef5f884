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
import dev.aviary.keys.KeysForTests;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A store on a test's database, that writes in transactions of its own. */
final class TestStore {

    static final Instant NOW = Instant.parse("2026-03-01T02:00:00.123456Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final List<String> DEFAULT = new Binder()
            .bindOrCreate("aviary.store", Bindable.of(StoreProperties.class))
            .sealed();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Keys keys;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final EmploymentStore store;

    private TestStore(Keys keys, JdbcTemplate jdbc, List<String> sealed) {
        this.keys = keys;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(jdbc.getDataSource()));
        this.store = new JdbcEmploymentStore(jdbc, keys, new StoreProperties(sealed), CLOCK);
    }

    static TestStore on(TestDatabase database) {
        var pool = database.dataSource();
        var file = Path.of(
                "target",
                "store-tests",
                "kek" + NUMBER.incrementAndGet() + "-" + ProcessHandle.current().pid() + ".json");
        return new TestStore(KeysForTests.open(file, pool, CLOCK), new JdbcTemplate(pool), DEFAULT);
    }

    /** The same database and keys under another setting. */
    TestStore sealing(List<String> fields) {
        return new TestStore(keys, jdbc, fields);
    }

    /** As an erasure does it. */
    void shred(EntityScope scope, String individual) {
        jdbc.update(
                "UPDATE individual_key SET wrapped = NULL, shredded_at = created_at WHERE connection_id = ? AND individual_id = ?",
                scope.connection().value(),
                individual);
    }

    EntityScope newScope() {
        return newScope(new TenantId(new UUID(7, NUMBER.incrementAndGet())));
    }

    EntityScope newScope(TenantId tenant) {
        var number = NUMBER.incrementAndGet();
        return new EntityScope(tenant, new ConnectionId("connection-" + number), new EntityId("entity-" + number));
    }

    RowCounts write(PreparedRows rows) {
        return write(rows, 1);
    }

    RowCounts write(PreparedRows rows, long run) {
        return transactions.execute(status -> store.write(rows, run));
    }

    EmploymentStore face() {
        return store;
    }

    EmploymentRecords records() {
        return new JdbcEmploymentRecords(jdbc, keys);
    }

    KnownPeople people() {
        return new JdbcKnownPeople(jdbc, keys);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    TransactionTemplate transactions() {
        return transactions;
    }

    /** Change feed of a run as {@code table row individual change}, in the order of writing. */
    List<String> feed(EntityScope scope, long run) {
        return JdbcClient.create(jdbc)
                .sql("""
                        SELECT table_name, row_id, COALESCE(individual_id, '-'), change_type
                        FROM change_feed
                        WHERE connection_id = ? AND run_id = ?
                        ORDER BY change_id
                        """)
                .params(scope.connection().value(), run)
                .query((row, number) ->
                        String.join(" ", row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    PreparedRows prepareCompany(EntityScope scope, Company company) {
        return store.prepareCompany(scope, company);
    }

    PreparedRows prepareDirectory(EntityScope scope, List<DirectoryEntry> entries) {
        return store.prepareDirectory(scope, entries);
    }

    PreparedRows prepareIndividuals(EntityScope scope, List<Individual> individuals) {
        return store.prepareIndividuals(scope, individuals);
    }

    PreparedRows prepareEmployments(EntityScope scope, List<Employment> employments) {
        return store.prepareEmployments(scope, employments);
    }

    PreparedRows preparePayments(EntityScope scope, List<Payment> payments) {
        return store.preparePayments(scope, payments);
    }

    PreparedRows preparePayStatements(EntityScope scope, String payment, List<PayStatement> statements) {
        return store.preparePayStatements(scope, payment, statements);
    }

    PreparedRows prepareBenefits(EntityScope scope, List<Benefit> benefits) {
        return store.prepareBenefits(scope, benefits);
    }

    PreparedRows prepareEnrolments(EntityScope scope, String benefit, Map<String, Enrolment> enrolments) {
        return store.prepareEnrolments(scope, benefit, enrolments);
    }
}
