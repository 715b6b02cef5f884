package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.MigratedSchema;
import dev.aviary.testing.MovableClock;
import dev.aviary.testing.SmallJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whenever a process that looks after keys is killed: everything opens, no key is retired that something needs, and the next run finishes, or on H2 the one
 * after. Then one primary key is left and nothing outdated.
 */
abstract class UpkeepKillContract {

    private static final long SEED = 20_261_125;
    private static final int TOKENS = 1_100;
    private static final int OTHER_TENANTS = 12;
    private static final String GONE = "i0";

    @TempDir
    Path home;

    private final Random random = new Random(SEED);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String kek = LocalKeys.SCHEME;
    private int keks;
    private Map<String, byte[]> sealedByIndividuals = Map.of();

    abstract String url() throws IOException;

    /** How often each act is killed. */
    abstract Map<String, Integer> kills();

    @Test
    void nothingIsLostByKills() throws Exception {
        var url = url();
        fill(url);
        var jvm = new SmallJvm(home, UpkeepProcess.class);
        var hits = new TreeMap<String, Integer>();
        for (var act : kills().keySet()) {
            var length = undisturbed(jvm, task(url, act));
            for (var kill = 0; kill < kills().get(act); kill++) {
                hits.merge(act + " after " + kill(jvm, url, act, length), 1, Integer::sum);
            }
        }
        System.out.println("Seed " + SEED + ", kills by act and tenth of its time, 10 and 11 after its end: " + hits);
    }

    private UpkeepProcess.Task task(String url, String act) {
        now = now.plus(Duration.ofDays(1));
        var to = act.equals("rewrap") ? "local:" + home.resolve("keys").resolve("kek" + ++keks + ".json") : kek;
        return new UpkeepProcess.Task(url, home.resolve("keys").resolve("kek.json"), kek, act, to, now);
    }

    private long undisturbed(SmallJvm jvm, UpkeepProcess.Task task) throws Exception {
        try (var process = jvm.start(task.arguments())) {
            process.await(UpkeepProcess.BEGUN);
            var begun = System.nanoTime();
            process.await(UpkeepProcess.DONE);
            var length = System.nanoTime() - begun;
            process.end();
            finish(task);
            return length;
        }
    }

    /** @return when, in tenths of the time that it takes; more than ten are after its end */
    private long kill(SmallJvm jvm, String url, String act, long length) throws Exception {
        var task = task(url, act);
        var wait = (long) (random.nextDouble() * 1.1 * length);
        try (var process = jvm.start(task.arguments())) {
            process.await(UpkeepProcess.BEGUN);
            process.killAfter(wait);
        }
        finish(task);
        return wait * 10 / length;
    }

    private void finish(UpkeepProcess.Task task) throws Exception {
        var clock = new MovableClock(task.since());
        try (var database = UpkeepProcess.database(task.url())) {
            UpkeepProcess.act(task.on(database, clock).upkeep(), task, clock);
            kek = task.to();
            if (task.act().equals("rotate")) {
                onceMoreOnH2(task, database, clock);
            }
            check(task.keyFile(), database, clock);
        }
    }

    private static void onceMoreOnH2(UpkeepProcess.Task task, DataSource database, MovableClock clock) {
        var process = task.on(database, clock);
        if (process.upkeep().state(UpkeepProcess.TENANT).keys().size() > 1) {
            assertThat(task.url()).as("not finished by the next run").startsWith("jdbc:h2:");
            everyTokenOpens(process, new JdbcTemplate(database));
            process.upkeep().rotate(UpkeepProcess.TENANT, task.since(), new UpkeepWatch() {});
        }
    }

    private void check(Path keyFile, DataSource database, MovableClock clock) throws Exception {
        var process = KeysForTests.process(kek, List.of(), keyFile, database, clock, UpkeepProcess.TABLES);
        everyTokenOpens(process, new JdbcTemplate(database));
        individualsOpen(process);
        nothingOutdatedIsLeft(process);
        noOlderWrappingKeyIsLeft(keyFile, database);
        otherTenants().forEach(process.keys()::ofTenant);
        var tenants = OTHER_TENANTS + 1;
        assertThat(process.upkeep().kekVersions().values())
                .as(
                        "one version of the key-encryption key wraps two keysets of each tenant, two of the installation, and the check")
                .containsExactly(2L * tenants + 2 + 1);
        var installation = KeysForTests.installation(kek, keyFile, database, clock);
        assertThat(installation.vouching("audit-chain")).isNotNull();
        assertThat(installation.signing("checkpoints")).isNotNull();
    }

    private static void everyTokenOpens(KeysForTests.Process process, JdbcTemplate jdbc) {
        var keys = process.keys().ofTenant(UpkeepProcess.TENANT);
        var opened = jdbc.query("SELECT connection_id, sealed FROM access_token", (row, number) -> {
            var connection = row.getString(1);
            return connection + " " + new String(keys.open(row.getBytes(2), place(connection)), UTF_8);
        });
        assertThat(opened)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TOKENS)
                        .mapToObj(i -> "c" + i + " token" + i)
                        .toList());
    }

    private void individualsOpen(KeysForTests.Process process) {
        var keys = process.keys().ofTenant(UpkeepProcess.TENANT);
        keys.ofIndividuals("c1", sealedByIndividuals.keySet())
                .forEach((individual, key) -> assertThat(key.open(sealedByIndividuals.get(individual), place("c1")))
                        .isEqualTo(individual.getBytes(UTF_8)));
        assertThat(keys.shred("c1", GONE)).as("stays shredded").isFalse();
    }

    private void nothingOutdatedIsLeft(KeysForTests.Process process) throws IOException {
        var state = process.upkeep().state(UpkeepProcess.TENANT);
        assertThat(state.keys()).isEqualTo(Map.of(state.primary(), Map.of("access_token", (long) TOKENS)));
        assertThat(state.outdated()).isZero();
        assertThat(state.individuals()).isEqualTo(sealedByIndividuals.size());
        try (var files = Files.list(home.resolve("keys").resolve("epochs").resolve(UpkeepProcess.TENANT.toString()))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(state.epoch() + ".key");
        }
        try (var files = Files.list(home.resolve("keys"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("kek[0-9]*\\.json(\\.lock)?|epochs"));
        }
    }

    private void noOlderWrappingKeyIsLeft(Path keyFile, DataSource database) throws GeneralSecurityException {
        var wrapping = new JdbcTemplate(database)
                .queryForObject(
                        "SELECT wrapping FROM tenant_keyset WHERE tenant_id = ?",
                        byte[].class,
                        UpkeepProcess.TENANT.toString());
        var root = new KekProviders(new LocalKeys(keyFile), List.of()).aead(kek);
        assertThat(Keysets.SEALING
                        .unwrap(wrapping, root, TenantWrapping.binding(UpkeepProcess.TENANT))
                        .size())
                .isOne();
    }

    private void fill(String url) throws IOException {
        try (var database = UpkeepProcess.database(url)) {
            MigratedSchema.in(database);
            var keyFile = home.resolve("keys").resolve("kek.json");
            var clock = new MovableClock(now);
            var process = KeysForTests.process(keyFile, database, clock, UpkeepProcess.TABLES);
            tokens(new JdbcTemplate(database), process.keys().ofTenant(UpkeepProcess.TENANT));
            sealedByIndividuals = individuals(process.keys().ofTenant(UpkeepProcess.TENANT));
            otherTenants().forEach(process.keys()::ofTenant);
            var installation = KeysForTests.installation(keyFile, database, clock);
            installation.vouching("audit-chain");
            installation.signing("checkpoints");
            Files.setLastModifiedTime(keyFile, FileTime.from(now));
        }
    }

    private static void tokens(JdbcTemplate jdbc, TenantKeys keys) {
        var tenant = UpkeepProcess.TENANT.toString();
        jdbc.update(
                "INSERT INTO tenant (tenant_id, name, name_key, created_at) VALUES (?, 'Acme', X'61', '2026-01-01 00:00:00')",
                tenant);
        var connections = new ArrayList<Object[]>();
        var tokens = new ArrayList<Object[]>();
        for (var i = 0; i < TOKENS; i++) {
            connections.add(new Object[] {"c" + i, tenant});
            tokens.add(new Object[] {"c" + i, tenant, keys.seal(("token" + i).getBytes(UTF_8), place("c" + i))});
        }
        jdbc.batchUpdate("""
                INSERT INTO connection (connection_id, tenant_id, kind, state, state_since, products, created_at)
                VALUES (?, ?, 'automated', 'ACTIVE', '2026-01-01 00:00:00', '', '2026-01-01 00:00:00')
                """, connections);
        jdbc.batchUpdate(
                "INSERT INTO access_token (connection_id, tenant_id, sealed, sealed_at) VALUES (?, ?, ?, '2026-01-01 00:00:00')",
                tokens);
    }

    private static Map<String, byte[]> individuals(TenantKeys keys) {
        keys.shred("c1", GONE);
        var sealed = new TreeMap<String, byte[]>();
        keys.ofIndividuals(
                        "c1", IntStream.range(1, TOKENS).mapToObj(i -> "i" + i).toList())
                .forEach(
                        (individual, key) -> sealed.put(individual, key.seal(individual.getBytes(UTF_8), place("c1"))));
        return sealed;
    }

    private static List<UUID> otherTenants() {
        return IntStream.range(0, OTHER_TENANTS).mapToObj(i -> new UUID(2, i)).toList();
    }

    private static Place place(String connection) {
        return Place.of("access_token", connection);
    }
}
