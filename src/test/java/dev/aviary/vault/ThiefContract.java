package dev.aviary.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.audit.AuditForTests;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.Keys;
import dev.aviary.keys.KeysForTests;
import dev.aviary.keys.Place;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What somebody gets who has a part of an installation, done as they would do it. The table in docs/security.md says the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ThiefContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-28T23:30:00Z"), ZoneOffset.UTC);
    private static final Canary TOKEN = new Canary("0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
    private static final Canary NEXT = new Canary("5e0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b11");
    private static final Occasion OCCASION = Occasion.byCommand(Purpose.CHECK_UP);
    private static final Place PERSON = Place.of("individual", "c1", "i1");
    private static final List<String> FILLED = List.of(
            "access_token",
            "retired_token",
            "tenant_freeze",
            "tenant_keyset",
            "individual_key",
            "installation_key",
            "key_check",
            "audit_event",
            "token_fingerprint");

    @TempDir
    static Path directory;

    private final ConnectionId connection = new ConnectionId("c1");
    private DataSource database;
    private JdbcTemplate jdbc;
    private TenancyForTests tenancy;
    private TenantId acme;
    private Path file;
    private int number;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = new JdbcTemplate(database);
        tenancy = TenancyForTests.in(database, CLOCK);
        tenancy.connection("Acme", "c1");
        acme = tenancy.tenants().named("Acme").id();
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void takeInAToken() {
        FILLED.forEach(table -> jdbc.update("DELETE FROM " + table));
        file = directory.resolve("keys" + ++number).resolve("kek.json");
        put(TOKEN);
    }

    @Test
    void nothingInTheDatabaseOpensAToken() throws Exception {
        owned(keys());
        AuditForTests.in(file, database, CLOCK)
                .append(dev.aviary.audit.AuditEvent.of(dev.aviary.audit.AuditAct.TOKEN_SEALED)
                        .build());
        var thief = new Thief();
        thief.take(everything());

        assertThat(thief.open(sealed(), tokenPlace())).isEmpty();
        assertThat(thief.open(Thief.wrapped(keyset("sealing")), keysetPlace("sealing")))
                .isEmpty();
        everything().forEach(value -> TOKEN.assertNotIn("database", value));
    }

    /** The way that the thief of the database lacks, and proof that the search above would find a key if there were one. */
    @Test
    void databaseAndKeyFileOpenEverything() throws Exception {
        var thief = new Thief();
        thief.take(List.of(Files.readAllBytes(file)));
        assertThat(thief.open(sealed(), tokenPlace())).isEmpty();
        for (var use : List.of("wrapping", "sealing")) {
            thief.take(List.of(
                    thief.open(Thief.wrapped(keyset(use)), keysetPlace(use)).orElseThrow()));
        }

        assertThat(thief.open(sealed(), tokenPlace()).map(opened -> new String(opened, US_ASCII)))
                .contains(TOKEN.secret());
    }

    @Test
    void theDatabaseWithAnotherKeyFileOpensNothing() {
        file = directory.resolve("theirs" + number).resolve("kek.json");

        assertThatThrownBy(this::lent).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void theKeyFileAloneHoldsNoToken() throws IOException {
        TOKEN.assertNotIn("key file", Files.readAllBytes(file));
    }

    @Test
    void databaseAndKeyFileWithoutTheEpochKeysOpenNoPersonsData() throws IOException {
        var sealed = owned(keys());
        assertThat(opened(sealed)).isEqualTo("1990-01-01");
        try (var epochs = Files.walk(file.resolveSibling("epochs"))) {
            for (var epoch : epochs.filter(Files::isRegularFile).toList()) {
                Files.delete(epoch);
            }
        }

        assertThatThrownBy(() -> opened(sealed)).isInstanceOf(KeyUnusableException.class);
        assertThat(lent()).as("what is the tenant's opens").isEqualTo(TOKEN.secret());
    }

    @Test
    void theAppServersUserIsLentTheTokensOfTenantsThatAreNotFrozen() {
        var freezes = VaultForTests.freezes(database, tenancy.tenants(), event -> {}, CLOCK);
        assertThat(lent()).isEqualTo(TOKEN.secret());
        freezes.freeze(acme);

        assertThatThrownBy(this::lent).isInstanceOf(FrozenException.class);
        jdbc.update("DELETE FROM tenant_freeze");
        assertThat(lent()).as("they can thaw it, too").isEqualTo(TOKEN.secret());
    }

    @Test
    void anOldBackupOpensItsTokensWithTheKeyFileAndNotWithoutIt() {
        var backup = jdbc.queryForList("SELECT * FROM access_token");
        jdbc.update("DELETE FROM token_fingerprint");
        put(NEXT);
        assertThat(lent()).isEqualTo(NEXT.secret());
        restore(backup);

        assertThat(lent()).isEqualTo(TOKEN.secret());
        file = directory.resolve("theirs" + number).resolve("kek.json");
        assertThatThrownBy(this::lent).isInstanceOf(KeyUnusableException.class);
    }

    private void restore(List<Map<String, Object>> backup) {
        backup.forEach(row -> jdbc.update(
                "UPDATE access_token SET sealed = ?, version = ? WHERE connection_id = ?",
                row.get("sealed"),
                row.get("version"),
                row.get("connection_id")));
    }

    private byte[] owned(Keys keys) {
        return keys.ofTenant(acme.value())
                .ofIndividuals("c1", List.of("i1"))
                .get("i1")
                .seal("1990-01-01".getBytes(UTF_8), PERSON);
    }

    private String opened(byte[] sealed) {
        return new String(
                keys().ofTenant(acme.value())
                        .ofIndividuals("c1", List.of("i1"))
                        .get("i1")
                        .open(sealed, PERSON),
                UTF_8);
    }

    private void put(Canary token) {
        try (var secret = token.token()) {
            vault().put(acme, connection, secret);
        }
    }

    private String lent() {
        return vault().lend(acme, connection, OCCASION, AccessToken::revealForHeader);
    }

    /** As a process has it that starts now, on a machine that knows nothing of versions. */
    private TokenVault vault() {
        return VaultForTests.in(
                database, keys(), tenancy.connections(), CLOCK, KeysForTests.installation(file, database, CLOCK));
    }

    private Keys keys() {
        return KeysForTests.open(file, database, CLOCK);
    }

    private byte[] sealed() {
        return bytes("SELECT sealed FROM access_token");
    }

    private byte[] keyset(String use) {
        return bytes("SELECT " + use + " FROM tenant_keyset");
    }

    private byte[] bytes(String sql) {
        return jdbc.query(sql, (row, index) -> row.getBytes(1)).get(0);
    }

    private byte[] tokenPlace() {
        var version = jdbc.queryForObject("SELECT version FROM access_token", String.class);
        return Thief.place("tenant-value", acme.toString(), "access_token", "c1", version);
    }

    private byte[] keysetPlace(String use) {
        return Thief.place("tenant-keyset", acme.toString(), use);
    }

    /** Each value of each table. */
    private List<byte[]> everything() {
        var values = new ArrayList<byte[]>();
        var tables = jdbc.queryForList("""
                SELECT table_name FROM information_schema.tables
                WHERE table_type LIKE '%BASE TABLE%' AND table_schema IN (SCHEMA(), 'public')
                """, String.class);
        assertThat(tables).containsAll(FILLED);
        tables.forEach(table -> jdbc.query("SELECT * FROM `" + table + "`", row -> {
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                var value = row.getObject(column);
                values.add(
                        value instanceof byte[] binary
                                ? binary
                                : String.valueOf(value).getBytes(UTF_8));
            }
        }));
        return values;
    }
}
