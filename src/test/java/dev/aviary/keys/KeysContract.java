package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What keys promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeysContract {

    static final UUID ACME = new UUID(1, 1);
    static final UUID BIRCH = new UUID(2, 2);
    static final Place PLACE = Place.of("t", "row");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-28T23:30:00Z"), ZoneOffset.UTC);

    /** As a room would have it that vouches for rows. */
    private static final InstallationKeyUse USE =
            new InstallationKeyUse("codes", "individual_key", "individual_id = 'i1'");

    @TempDir
    Path directory;

    private DataSource database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Path file;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        List.of("key_check", "tenant_keyset", "individual_key", "installation_key")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        file = directory.resolve("keys").resolve("kek.json");
    }

    @Test
    void opensAfterARestartWhatItSealedBefore() {
        var sealed = keys().ofTenant(ACME).seal(bytes("pay"), PLACE);

        assertThat(keys().ofTenant(ACME).open(sealed, PLACE)).isEqualTo(bytes("pay"));
    }

    @Test
    void opensIndividualsValuesAfterARestart() {
        var sealed = individual(keys().ofTenant(ACME), "i1").seal(bytes("1990-01-01"), PLACE);

        assertThat(individual(keys().ofTenant(ACME), "i1").open(sealed, PLACE)).isEqualTo(bytes("1990-01-01"));
    }

    @Test
    void tagsEqualValuesEquallyAfterARestart() {
        var tag = keys().ofTenant(ACME).tag("ssn", bytes("123"));

        assertThat(keys().ofTenant(ACME).tag("ssn", bytes("123")))
                .isEqualTo(tag)
                .hasSize(16);
    }

    @Test
    void tagsDifferByTenantPurposeAndValue() {
        var keys = keys();
        var tags = Stream.of(
                        keys.ofTenant(ACME).tag("a", bytes("bc")),
                        keys.ofTenant(ACME).tag("ab", bytes("c")),
                        keys.ofTenant(ACME).tag("a", bytes("bd")),
                        keys.ofTenant(BIRCH).tag("a", bytes("bc")))
                .map(java.util.HexFormat.of()::formatHex);

        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheKeysetOfATenantThoughTheTransactionThatNeededItFirstRollsBack() {
        var keys = keys();
        var sealed = transaction.execute(status -> {
            status.setRollbackOnly();
            return keys.ofTenant(ACME).seal(bytes("pay"), PLACE);
        });

        assertThat(keys().ofTenant(ACME).open(sealed, PLACE)).isEqualTo(bytes("pay"));
    }

    @Test
    void forgetsKeysOfIndividualsWhenTheCallersTransactionRollsBack() {
        var keys = keys().ofTenant(ACME);
        transaction.executeWithoutResult(status -> {
            individual(keys, "i1");
            status.setRollbackOnly();
        });

        assertThat(count("individual_key")).isZero();
    }

    @Test
    void givesOneKeyForEachAskedIndividual() {
        var ids = IntStream.range(0, 2_500).mapToObj(i -> "i" + i).toList();
        keys().ofTenant(ACME).ofIndividuals("c1", ids.subList(500, 1_700));

        assertThat(keys().ofTenant(ACME).ofIndividuals("c1", ids)).containsOnlyKeys(ids);
        assertThat(count("individual_key")).isEqualTo(2_500);
    }

    @Test
    void asksOnceAndInsertsOncePerThousandIndividuals() {
        var counted = new CountedStatements(database);
        var keys = KeysForTests.open(file, counted, CLOCK).ofTenant(ACME);
        var ids = IntStream.range(0, 1_001).mapToObj(i -> "i" + i).toList();
        counted.reset();

        keys.ofIndividuals("c1", ids);
        assertThat(counted.count()).isEqualTo(6);

        counted.reset();
        keys.ofIndividuals("c1", ids);
        assertThat(counted.count()).isEqualTo(2);
    }

    @Test
    void asksNothingForNobody() {
        assertThat(keys().ofTenant(ACME).ofIndividuals("c1", List.of())).isEmpty();
    }

    @Test
    void agreesOnOneKeyWhenManyMakeItAtOnce() throws Exception {
        var ids = IntStream.range(0, 40).mapToObj(i -> "i" + i).toList();
        var made = atOnce(6, () -> {
            var keys = keys().ofTenant(ACME);
            return transaction.execute(status -> {
                jdbc.sql("SELECT COUNT(*) FROM individual_key")
                        .query(Long.class)
                        .single();
                return keys.ofIndividuals("c1", ids);
            });
        });

        var sealed = made.get(0).get("i7").seal(bytes("x"), PLACE);
        assertThat(made).allSatisfy(keys -> assertThat(keys.get("i7").open(sealed, PLACE))
                .isEqualTo(bytes("x")));
    }

    @Test
    void agreesOnOneKeysetPerTenantWhenManyMakeItAtOnce() throws Exception {
        var made = atOnce(6, () -> keys().ofTenant(ACME));

        var sealed = made.get(0).seal(bytes("x"), PLACE);
        assertThat(made).allSatisfy(keys -> assertThat(keys.open(sealed, PLACE)).isEqualTo(bytes("x")));
    }

    @Test
    void readsAKeyThatWasCommittedAfterTheCallersSnapshot() {
        var keys = keys().ofTenant(ACME);
        var other = keys().ofTenant(ACME);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT COUNT(*) FROM individual_key").query(Long.class).single();
            var sealed = inAnotherThread(() -> individual(other, "i1").seal(bytes("x"), PLACE));

            assertThat(individual(keys, "i1").open(sealed, PLACE)).isEqualTo(bytes("x"));
        });
    }

    @Test
    void refusesIdsThatTheTableWouldCut() {
        var keys = keys().ofTenant(ACME);

        assertThatThrownBy(() -> individual(keys, "i".repeat(101))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> individual(keys, "i 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.ofIndividuals("", List.of("i1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAShreddedIndividual() {
        var keys = keys().ofTenant(ACME);
        keys.ofIndividuals("c1", List.of("i1", "i2"));
        jdbc.sql("UPDATE individual_key SET wrapped = NULL, shredded_at = created_at WHERE individual_id = 'i2'")
                .update();

        assertThat(individual(keys, "i1")).isNotNull();
        assertThatThrownBy(() -> keys.ofIndividuals("c1", List.of("i1", "i2")))
                .isInstanceOf(KeyShreddedException.class)
                .hasMessageContaining("i2");
    }

    @Test
    void refusesAShreddedTenant() {
        keys().ofTenant(ACME);
        jdbc.sql("UPDATE tenant_keyset SET sealing = NULL, tagging = NULL, shredded_at = created_at")
                .update();

        assertThatThrownBy(() -> keys().ofTenant(ACME)).isInstanceOf(KeyShreddedException.class);
    }

    @Test
    void makesNoNewKeysForATenantWhoseKeysWereRemoved() {
        individual(keys().ofTenant(ACME), "i1");
        jdbc.sql("DELETE FROM tenant_keyset").update();

        assertThatThrownBy(() -> keys().ofTenant(ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("missing from tenant_keyset")
                .hasMessageContaining("rows of individual_key depend on them")
                .hasMessageContaining("aviary keys import");
        assertThat(keys().ofTenant(BIRCH).seal(bytes("x"), PLACE)).isNotEmpty();
        jdbc.sql("DELETE FROM individual_key").update();
        assertThat(keys().ofTenant(ACME).seal(bytes("x"), PLACE)).isNotEmpty();
    }

    @Test
    void shredsNoKeyOfAnotherTenantAndSaysSo() {
        var acme = keys().ofTenant(ACME);
        individual(acme, "i1");

        assertThatThrownBy(() -> keys().ofTenant(BIRCH).shred("c1", "i1"))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("was not shredded");
        assertThat(individual(acme, "i1")).isNotNull();
        assertThat(acme.shred("c1", "i1")).isTrue();
        assertThat(acme.shred("c1", "i1")).isFalse();
        assertThat(keys().ofTenant(BIRCH).shred("c1", "i1"))
                .as("there is no key any more")
                .isFalse();
    }

    @Test
    void saysThatAKeyLivesWhoseRowOnlyLooksShredded() {
        var acme = keys().ofTenant(ACME);
        individual(acme, "i1");
        jdbc.sql("UPDATE individual_key SET shredded_at = created_at WHERE individual_id = 'i1'")
                .update();

        assertThatThrownBy(() -> acme.shred("c1", "i1")).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void refusesTheKeyOfAnIndividualOfAnotherTenant() {
        individual(keys().ofTenant(ACME), "i1");

        assertThatThrownBy(() -> individual(keys().ofTenant(BIRCH), "i1"))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("belongs to tenant " + ACME);
    }

    @Test
    void refusesAKeyMovedToAnotherIndividualOrTenant() {
        var keys = keys();
        keys.ofTenant(ACME).ofIndividuals("c1", List.of("i1", "i2"));
        jdbc.sql("UPDATE individual_key SET individual_id = 'i3' WHERE individual_id = 'i2'")
                .update();
        jdbc.sql("UPDATE individual_key SET tenant_id = :birch WHERE individual_id = 'i1'")
                .param("birch", BIRCH.toString())
                .update();

        assertThatThrownBy(() -> individual(keys.ofTenant(ACME), "i3")).isInstanceOf(KeyUnusableException.class);
        assertThatThrownBy(() -> individual(keys.ofTenant(BIRCH), "i1")).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void refusesTwoTenantsWhoseKeysetsWereSwapped() {
        keys().ofTenant(ACME);
        keys().ofTenant(BIRCH);
        var swap = "UPDATE tenant_keyset SET tenant_id = :to WHERE tenant_id = :from";
        jdbc.sql(swap).param("from", ACME.toString()).param("to", "swap").update();
        jdbc.sql(swap)
                .param("from", BIRCH.toString())
                .param("to", ACME.toString())
                .update();

        assertThatThrownBy(() -> keys().ofTenant(ACME)).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void refusesKeysetsWhoseUsesWereSwapped() {
        keys().ofTenant(ACME);
        jdbc.sql("UPDATE tenant_keyset SET tagging = sealing").update();

        assertThatThrownBy(() -> keys().ofTenant(ACME)).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void refusesAChangedKeysetAndHarmsNobodyElse() {
        keys().ofTenant(ACME);
        keys().ofTenant(BIRCH);
        var wrapped = wrapped("tagging");
        wrapped[wrapped.length - 1] ^= 1;
        store("tagging", wrapped);

        assertThatThrownBy(() -> keys().ofTenant(ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining(ACME.toString())
                .hasNoCause();
        assertThat(keys().ofTenant(BIRCH)).isNotNull();
    }

    @Test
    void refusesAnotherKeyFileThanTheDatabaseKnows() throws Exception {
        keys().ofTenant(ACME);
        Files.delete(file);
        new KeyFile(file).create();

        assertThatThrownBy(() -> keys().ofTenant(ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> keys().ofTenant(BIRCH)).isInstanceOf(KeyUnusableException.class);
        assertThat(count("tenant_keyset")).isEqualTo(1);
    }

    @Test
    void makesNoNewKeyForADatabaseThatNeedsTheOldOne() throws Exception {
        keys().ofTenant(ACME);
        Files.delete(file);

        assertThatThrownBy(() -> keys().ofTenant(ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("restore");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesADatabaseThatLostItsKeyCheck() {
        keys().ofTenant(ACME);
        jdbc.sql("DELETE FROM key_check").update();

        assertThatThrownBy(() -> keys().ofTenant(BIRCH))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("key_check");
    }

    @Test
    void findsNothingWrongWithHealthyKeys() {
        keys().ofTenant(ACME);
        keys().ofTenant(BIRCH);

        assertThat(checkUp().findings())
                .hasSize(2)
                .allMatch(KeyFinding::isFine)
                .last()
                .extracting(KeyFinding::checked)
                .isEqualTo("keysets of 2 tenants open or are shredded");
    }

    @Test
    void makesNothingWhileItChecksAnEmptyPlace() {
        assertThat(checkUp().findings()).singleElement().matches(KeyFinding::isFine);
        assertThat(file).doesNotExist();
        assertThat(count("key_check")).isZero();
    }

    @Test
    void reportsEachTenantWhoseKeysetDoesNotOpen() {
        keys().ofTenant(ACME);
        keys().ofTenant(BIRCH);
        store("sealing", new byte[] {1, 2, 3});

        assertThat(checkUp().findings())
                .filteredOn(finding -> !finding.isFine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.fault()).contains(ACME.toString()));
    }

    @Test
    void reportsAKeyFileOthersCanRead() throws Exception {
        checkUp().requireUsable();
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));

        assertThat(checkUp().findings()).singleElement().satisfies(finding -> assertThat(finding.fault())
                .contains("rw-r-----")
                .contains("chmod 600"));
        assertThatThrownBy(() -> checkUp().requireUsable()).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void makesAKeyOfTheInstallationOnceNothingDependsOnItAnyMore() {
        individual(keys().ofTenant(ACME), "i1");
        var keys = KeysForTests.installation(file, database, CLOCK, () -> List.of(USE));
        assertThatThrownBy(() -> keys.vouching("codes"))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("'codes'")
                .hasMessageContaining("individual_key")
                .hasMessageContaining("aviary keys import")
                .hasMessageContaining("docs/backup.md");
        assertThatThrownBy(() -> keys.signing("codes")).isInstanceOf(KeyUnusableException.class);
        assertThatThrownBy(() -> keys.sealing("codes")).isInstanceOf(KeyUnusableException.class);
        assertThat(count("installation_key")).isZero();
        assertThat(keys.vouching("other").vouch(bytes("x"))).isNotEmpty();

        jdbc.sql("UPDATE individual_key SET individual_id = 'i2'").update();

        assertThat(keys.vouching("codes").vouch(bytes("x"))).isNotEmpty();
    }

    @Test
    void makesNoKeyEncryptionKeyForAKeyOfTheInstallationThatIsLost() throws Exception {
        individual(keys().ofTenant(ACME), "i1");
        List.of("key_check", "tenant_keyset")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        Files.delete(file);

        assertThatThrownBy(() -> KeysForTests.installation(file, database, CLOCK, () -> List.of(USE))
                        .vouching("codes"))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("'codes'");
        assertThat(file).doesNotExist();
        assertThat(count("key_check")).isZero();
    }

    @Test
    void takesAKeyOfTheInstallationThatAnotherProcessMadeAndUsedMeanwhile() {
        var code = new byte[1][];
        var keys = KeysForTests.installation(file, database, CLOCK, () -> {
            code[0] = KeysForTests.installation(file, database, CLOCK)
                    .vouching("codes")
                    .vouch(bytes("x"));
            individual(keys().ofTenant(ACME), "i1");
            return List.of(USE);
        });

        assertThat(keys.vouching("codes").vouchedFor(code[0], bytes("x"))).isTrue();
        assertThat(count("installation_key")).isEqualTo(1);
    }

    @Test
    void seesWhatDependsOnAKeyThoughTheCallersSnapshotDoesNot() {
        keys().ofTenant(ACME);
        var other = keys().ofTenant(ACME);
        var keys = KeysForTests.installation(file, database, CLOCK, () -> List.of(USE));
        transaction.executeWithoutResult(status -> {
            count("individual_key");
            inAnotherThread(() -> individual(other, "i1"));

            assertThatThrownBy(() -> keys.vouching("codes")).isInstanceOf(KeyUnusableException.class);
        });
    }

    @Test
    void reportsAKeyOfTheInstallationThatIsLostThoughSomethingDependsOnIt() {
        individual(keys().ofTenant(ACME), "i1");

        assertThat(KeysForTests.checkUp(file, database, CLOCK, USE).findings())
                .filteredOn(finding -> !finding.isFine())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.fault()).contains("'codes'").contains("individual_key"));

        KeysForTests.installation(file, database, CLOCK).vouching("codes");
        assertThat(KeysForTests.checkUp(file, database, CLOCK, USE).findings()).allMatch(KeyFinding::isFine);
    }

    private Keys keys() {
        return KeysForTests.open(file, database, CLOCK);
    }

    private KeyCheckUp checkUp() {
        return KeysForTests.checkUp(file, database, CLOCK);
    }

    private static IndividualKey individual(TenantKeys keys, String id) {
        Map<String, IndividualKey> found = keys.ofIndividuals("c1", List.of(id));
        return found.get(id);
    }

    private long count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private byte[] wrapped(String column) {
        return jdbc.sql("SELECT " + column + " AS wrapped FROM tenant_keyset WHERE tenant_id = :acme")
                .param("acme", ACME.toString())
                .query((row, number) -> row.getBytes("wrapped"))
                .single();
    }

    private void store(String column, byte[] wrapped) {
        jdbc.sql("UPDATE tenant_keyset SET " + column + " = :wrapped WHERE tenant_id = :acme")
                .param("acme", ACME.toString())
                .param("wrapped", wrapped)
                .update();
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        var barrier = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var running = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        barrier.await();
                        return work.call();
                    }))
                    .toList();
            var results = new java.util.ArrayList<T>();
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T inAnotherThread(Callable<T> work) {
        try {
            return atOnce(1, work).get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
