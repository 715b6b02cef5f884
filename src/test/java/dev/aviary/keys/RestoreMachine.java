package dev.aviary.keys;

import com.google.crypto.tink.KmsClient;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.DatabaseDump;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.TokenVault;
import dev.aviary.vault.VaultForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A machine with a database, a key-encryption key and a directory of epoch keys. Works as a new process each time it is asked something, so nothing that is in
 * memory helps.
 */
final class RestoreMachine {

    static final String TOKEN = "a token";
    static final String PERSON = "a person";
    static final String INSTALLATION = "the installation";

    private static final String CONNECTION = "c1";
    private static final char[] SECRET = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10".toCharArray();
    private static final char[] ANOTHER = "5e0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b11".toCharArray();
    private static final byte[] VALUE = "52000".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final List<SealedTable> TABLES =
            List.of(SealedTable.ofVersions("access_token", "version", "connection_id"));

    private final TestDatabase database;
    private final Path keys;
    private final Clock clock;
    private final List<KmsClient> services;
    private String kek = LocalKeys.SCHEME;
    private List<String> former = List.of();

    RestoreMachine(TestDatabase database, Path keys, Clock clock, List<KmsClient> services) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        this.services = services;
    }

    /** As {@code aviary.keys.kek} and {@code aviary.keys.former-keks} are set. */
    RestoreMachine set(String kek, String... former) {
        this.kek = kek;
        this.former = List.of(former);
        return this;
    }

    private interface Work<T> {
        T in(DataSource database, KeysForTests.All keys) throws IOException;
    }

    private <T> T work(Work<T> work) {
        try (var source = (com.zaxxer.hikari.HikariDataSource) database.dataSource()) {
            return work.in(
                    source, KeysForTests.all(kek, former, keys.resolve("kek.json"), source, clock, TABLES, services));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void empty() {
        work((source, all) -> {
            for (var table : List.of(
                    "access_token", "income", "individual_key", "tenant_keyset", "installation_key", "key_check")) {
                new JdbcTemplate(source).update("DELETE FROM " + table);
            }
            return true;
        });
    }

    /** Takes in a token, seals something of a person, and vouches for an event. */
    void seal() {
        work((source, all) -> {
            var tenancy = TenancyForTests.in(source, clock);
            tenancy.connection("Acme", CONNECTION);
            try (var token = AccessToken.of(SECRET)) {
                vault(source, all).put(tenant(source), new ConnectionId(CONNECTION), token);
            }
            for (var person : List.of("i1", "i2")) {
                var sealed = person(source, all, person).seal(VALUE, place(person));
                new JdbcTemplate(source)
                        .update(
                                "INSERT INTO income (tenant_id, connection_id, entity_id, individual_id, part, sealed, updated_at)"
                                        + " VALUES (?, ?, 'e1', ?, 0, ?, CURRENT_TIMESTAMP)",
                                tenant(source).toString(),
                                CONNECTION,
                                person,
                                sealed);
            }
            var code = all.installation().vouching("audit-chain").vouch(EVENT);
            return Files.write(keys.resolve("code"), code);
        });
    }

    void replaceToken() {
        work((source, all) -> {
            try (var token = AccessToken.of(ANOTHER)) {
                return vault(source, all).put(tenant(source), new ConnectionId(CONNECTION), token);
            }
        });
    }

    void shred(String person) {
        work((source, all) -> all.keys().ofTenant(tenant(source).value()).shred(CONNECTION, person));
    }

    void closeEpoch() {
        work((source, all) ->
                all.upkeep().closeEpoch(tenant(source).value(), clock.instant().plusSeconds(1), new UpkeepWatch() {}));
    }

    /** As often as it takes until the old key is retired. */
    void rotate(Runnable later) {
        for (var round = 0; round < 2; round++) {
            var since = round == 0
                    ? clock.instant().plusSeconds(1)
                    : clock.instant().minus(KeysProperties.FORGOTTEN_AFTER).minusSeconds(86_400);
            work((source, all) -> all.upkeep().rotate(tenant(source).value(), since, new UpkeepWatch() {}));
            later.run();
        }
    }

    void rewrap(String to) {
        work((source, all) -> all.upkeep().rewrap(to, new UpkeepWatch() {}));
        set(to);
    }

    byte[] export(boolean withEpochKeys) {
        return work((source, all) -> all.exports().export(null, withEpochKeys).content());
    }

    List<KeyExports.Outcome> importing(byte[] export) {
        return work((source, all) -> all.exports().restore(export, restored -> {}).stream()
                .map(KeyExports.Result::outcome)
                .toList());
    }

    /** As with a dump that leaves them out. */
    void loseKeyTables() {
        work((source, all) -> {
            for (var table : List.of("key_check", "tenant_keyset", "installation_key")) {
                new JdbcTemplate(source).update("DELETE FROM " + table);
            }
            return true;
        });
    }

    DatabaseDump dump(Path directory) {
        return DatabaseDump.of(database, directory);
    }

    /** What opens, of the token, the person {@code i1} and what the installation vouched for. */
    Set<String> opens() {
        return work((source, all) -> {
            var opened = new TreeSet<String>();
            add(opened, TOKEN, () -> holdsToken(source, all));
            add(opened, PERSON, () -> opens(source, all, "i1"));
            add(opened, INSTALLATION, () -> all.installation()
                    .vouching("audit-chain")
                    .vouchedFor(code(), EVENT));
            return opened;
        });
    }

    boolean opensPerson(String person) {
        return work((source, all) -> opens(source, all, person));
    }

    private static void add(Set<String> opened, String what, BooleanSupplier opens) {
        try {
            if (opens.getAsBoolean()) {
                opened.add(what);
            }
        } catch (KeyUnusableException | SealBrokenException e) {
            // Lost, then.
        }
    }

    private boolean holdsToken(DataSource source, KeysForTests.All all) {
        try (var token = AccessToken.of(SECRET)) {
            return vault(source, all).holds(new ConnectionId(CONNECTION), token);
        }
    }

    private static boolean opens(DataSource source, KeysForTests.All all, String person) {
        var sealed = new JdbcTemplate(source)
                .queryForObject("SELECT sealed FROM income WHERE individual_id = ?", byte[].class, person);
        return java.util.Arrays.equals(VALUE, person(source, all, person).open(sealed, place(person)));
    }

    private byte[] code() {
        try {
            return Files.readAllBytes(keys.resolve("code"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TokenVault vault(DataSource source, KeysForTests.All all) {
        return VaultForTests.in(
                source, all.keys(), TenancyForTests.in(source, clock).connections(), keys.resolve("versions"), clock);
    }

    private static IndividualKey person(DataSource source, KeysForTests.All all, String person) {
        return all.keys()
                .ofTenant(tenant(source).value())
                .ofIndividuals(CONNECTION, List.of(person))
                .get(person);
    }

    private static TenantId tenant(DataSource source) {
        return TenantId.parse(new JdbcTemplate(source).queryForObject("SELECT tenant_id FROM tenant", String.class));
    }

    private static Place place(String person) {
        return Place.of("income", CONNECTION, "e1", person, "0");
    }
}
