package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the upkeep of keys promises on every database. */
abstract class UpkeepContract extends KeyHome {

    private static final List<SealedTable> TABLES =
            List.of(SealedTable.of("benefit", "connection_id", "entity_id", "benefit_id"));

    @Override
    List<SealedTable> tables() {
        return TABLES;
    }

    @Test
    void aShreddedIndividualOpensFromNoOlderCopyOnceTheEpochIsClosed() {
        var process = process();
        var sealed = individual(process, "i1").seal(bytes("1990-01-01"), PLACE);
        var survivor = individual(process, "i2").seal(bytes("1991-01-01"), PLACE);
        var dump = jdbc.queryForList("SELECT * FROM individual_key");
        process.keys().ofTenant(ACME).shred("c1", "i1");

        assertThat(process.upkeep().closeEpoch(ACME, clock.instant().plusSeconds(1), NOBODY))
                .isEqualTo(1);

        assertThat(individual(process(), "i2").open(survivor, PLACE)).isEqualTo(bytes("1991-01-01"));
        restore(dump);
        assertThatThrownBy(() -> individual(process(), "i1").open(sealed, PLACE))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("closed epoch");
    }

    @Test
    void theOlderCopyWouldHaveOpenedBeforeTheEpochWasClosed() {
        var process = process();
        var sealed = individual(process, "i1").seal(bytes("1990-01-01"), PLACE);
        var dump = jdbc.queryForList("SELECT * FROM individual_key");
        process.keys().ofTenant(ACME).shred("c1", "i1");
        restore(dump);

        assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(bytes("1990-01-01"));
    }

    @Test
    void shreddingIsForGoodEvenWithoutAKey() {
        var keys = process().keys().ofTenant(ACME);

        assertThat(keys.shred("c1", "i9")).isTrue();
        assertThat(keys.shred("c1", "i9")).isFalse();
        assertThatThrownBy(() -> keys.ofIndividuals("c1", List.of("i9"))).isInstanceOf(KeyShreddedException.class);
    }

    @Test
    void aPseudonymStaysAndDiesWithTheKey() {
        var name = individual(process(), "i1").pseudonym();

        assertThat(individual(process(), "i1").pseudonym()).isEqualTo(name).hasSize(16);
        assertThat(individual(process(), "i2").pseudonym()).isNotEqualTo(name);
        process().keys().ofTenant(ACME).shred("c1", "i1");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM individual_key WHERE pseudonym IS NOT NULL", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void namesAKeyFromBeforeThereWerePseudonyms() {
        individual(process(), "i1");
        jdbc.update("UPDATE individual_key SET pseudonym = NULL");
        var name = individual(process(), "i1").pseudonym();

        assertThat(individual(process(), "i1").pseudonym()).isEqualTo(name);
    }

    @Test
    void keysFromBeforeThereWereEpochsMoveAtTheNextClose() throws Exception {
        var process = process();
        var key = individual(process, "i1");
        var sealed = key.seal(bytes("x"), PLACE);
        underTheTenantsKey("i1");

        process().upkeep().closeEpoch(ACME, clock.instant().plusSeconds(1), NOBODY);

        assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(bytes("x"));
        assertThat(jdbc.queryForObject("SELECT MIN(epoch) FROM individual_key", Long.class))
                .isEqualTo(2);
    }

    @Test
    void aKeyThatIsWrappedAsAKeysetOpensAndBecomesAPlainOneAtTheNextClose() throws Exception {
        var sealed = individual(process(), "i1").seal(bytes("x"), PLACE);
        var epoch = epochKey(1, new KeyFile(file).open());
        jdbc.update("UPDATE individual_key SET wrapped = ?", asKeyset(onlyIndividualKey(epoch, "i1"), epoch, "i1"));

        assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(bytes("x"));
        process().upkeep().closeEpoch(ACME, clock.instant().plusSeconds(1), NOBODY);
        assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(bytes("x"));
        assertThat(jdbc.queryForObject("SELECT wrapped FROM individual_key", byte[].class))
                .hasSize(69);
    }

    @Test
    void aKeyThatIsMadeWhileItsEpochIsClosedIsNotLost() throws Exception {
        var making = process();
        making.keys().ofTenant(ACME);
        var closing = process();
        var pool = Executors.newSingleThreadExecutor();
        try {
            var sealed = new TransactionTemplate(new JdbcTransactionManager(database)).execute(status -> {
                var value = individual(making, "i1").seal(bytes("x"), PLACE);
                var closed = pool.submit(
                        () -> closing.upkeep().closeEpoch(ACME, clock.instant().plusSeconds(1), NOBODY));
                assertThatThrownBy(() -> closed.get(300, TimeUnit.MILLISECONDS))
                        .as("waits for whoever makes keys in the epoch")
                        .isInstanceOf(TimeoutException.class);
                return value;
            });
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(bytes("x"));
            assertThat(Files.list(file.resolveSibling("epochs").resolve(ACME.toString())))
                    .hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void keepsAnEpochWithAKeyThatDoesNotOpen() {
        individual(process(), "i1");
        var wrapped = jdbc.queryForObject("SELECT wrapped FROM individual_key", byte[].class);
        wrapped[wrapped.length / 2] ^= 1;
        jdbc.update("UPDATE individual_key SET wrapped = ?", wrapped);

        assertThatThrownBy(() ->
                        process().upkeep().closeEpoch(ACME, clock.instant().plusSeconds(1), NOBODY))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("stays open");
        assertThat(process().upkeep().state(ACME).epochKeys()).isEqualTo(2);
    }

    @Test
    void refusesAnEpochKeyInAnotherPlace() throws Exception {
        individual(process(), "i1");
        process().keys().ofTenant(BIRCH);
        var epochs = file.resolveSibling("epochs");
        Files.copy(
                epochs.resolve(BIRCH.toString()).resolve("1.key"),
                epochs.resolve(ACME.toString()).resolve("1.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(epochs.resolve(ACME.toString()).resolve("1.key"), PrivateFile.OWNER_ONLY);

        assertThatThrownBy(() -> individual(process(), "i1"))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("changed or moved");
    }

    @Test
    void rotationSealsEveryRowAnewAndRetiresTheOldKeyOnceNobodyCanHoldIt() {
        var process = process();
        seal(process, 2_300);
        var old = process.upkeep().state(ACME).primary();

        var begun = clock.instant();
        var first = process.upkeep().rotate(ACME, begun, NOBODY);
        assertThat(first).isEqualTo(new KeyUpkeep.Rotated(0, 1, 0));
        assertThat(process.upkeep().state(ACME).keys().get(old)).isEmpty();

        clock.advance(KeysProperties.FORGOTTEN_AFTER.minusSeconds(1));
        assertThat(process.upkeep().rotate(ACME, begun, NOBODY)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(process.upkeep().rotate(ACME, begun, NOBODY)).isEqualTo(new KeyUpkeep.Rotated(1, 0, 0));
        assertThat(process.upkeep().state(ACME).keys()).hasSize(1).doesNotContainKey(old);
        opensAll(process(), 2_300);
    }

    @Test
    void anOldKeyStaysWhileAValueThatNobodyOpensIsSealedUnderIt() {
        var process = process();
        seal(process, 3);
        var broken = jdbc.queryForObject("SELECT sealed FROM benefit WHERE benefit_id = 'b1'", byte[].class);
        broken[20] ^= 1;
        jdbc.update("UPDATE benefit SET sealed = ? WHERE benefit_id = 'b1'", broken);
        process.upkeep().rotate(ACME, clock.instant().plusSeconds(1), NOBODY);
        clock.advance(Duration.ofHours(1));

        assertThat(process.upkeep().rotate(ACME, clock.instant().minusSeconds(7200), NOBODY))
                .isEqualTo(new KeyUpkeep.Rotated(0, 1, 1));
    }

    @Test
    void aProcessWithTheOldKeysetOpensWhatANewKeySealed() {
        var old = process();
        old.keys().ofTenant(ACME);
        var rotating = process();
        rotating.upkeep().rotate(ACME, clock.instant().plusSeconds(1), NOBODY);
        var sealed = rotating.keys().ofTenant(ACME).seal(bytes("x"), PLACE);

        assertThat(old.keys().ofTenant(ACME).open(sealed, PLACE)).isEqualTo(bytes("x"));
    }

    @Test
    void rotationNeverOverwritesWhatASyncWroteMeanwhile() {
        var process = process();
        seal(process, 5);
        var other = process();
        other.keys().ofTenant(ACME);
        var place = Place.of("benefit", "c1", "e1", "b3");
        var watch = new UpkeepWatch() {
            @Override
            public boolean mustStop() {
                jdbc.update(
                        "UPDATE benefit SET sealed = ? WHERE benefit_id = 'b3'",
                        other.keys().ofTenant(ACME).seal(bytes("newer"), place));
                return false;
            }
        };
        process.upkeep().rotate(ACME, clock.instant().plusSeconds(1), watch);

        var sealed = jdbc.queryForObject("SELECT sealed FROM benefit WHERE benefit_id = 'b3'", byte[].class);
        assertThat(process().keys().ofTenant(ACME).open(sealed, place)).isEqualTo(bytes("newer"));
    }

    @Test
    void movesEverythingToAnotherKeyEncryptionKey() {
        var process = process();
        seal(process, 3);
        var sealed = individual(process, "i1").seal(bytes("x"), PLACE);
        KeysForTests.installation(file, database, clock).vouching("audit-chain");
        var to = "local:" + file.resolveSibling("other.json");

        assertThat(process.upkeep().rewrap(to, NOBODY).wrapped()).isEqualTo(3);
        assertThat(process.upkeep().rewrap(to, NOBODY).wrapped()).isZero();

        var moved = KeysForTests.process(to, List.of(), file, database, clock, TABLES);
        opensAll(moved, 3);
        assertThat(individual(moved, "i1").open(sealed, PLACE)).isEqualTo(bytes("x"));
        assertThatThrownBy(() -> process().keys().ofTenant(ACME)).isInstanceOf(KeyUnusableException.class);
    }

    @Test
    void opensWithTheFormerKeyEncryptionKeyUntilEverythingIsMoved() {
        seal(process(), 3);
        var to = "local:" + file.resolveSibling("other.json");
        var both = KeysForTests.process(to, List.of("local:"), file, database, clock, TABLES);
        opensAll(both, 3);

        assertThat(both.upkeep().rewrap(null, NOBODY).wrapped()).isEqualTo(2);
        opensAll(KeysForTests.process(to, List.of(), file, database, clock, TABLES), 3);
    }

    @Test
    void refusesEverySwapOfTwoCiphertexts() {
        var process = process();
        var random = new Random(20_261_125);
        var sealed = new ArrayList<Object[]>();
        for (var tenant : List.of(ACME, BIRCH)) {
            for (var table : List.of("benefit", "company")) {
                for (var row = 0; row < 12; row++) {
                    var place = Place.of(table, "c" + row % 3, "r" + row);
                    var individual =
                            process.keys().ofTenant(tenant).ofIndividuals(tenant + "c", List.of("i" + row % 4));
                    sealed.add(new Object[] {
                        (Opening) value -> process.keys().ofTenant(tenant).open(value, place),
                        process.keys().ofTenant(tenant).seal(bytes("t" + row), place)
                    });
                    sealed.add(new Object[] {
                        (Opening) value -> individual.get("i" + row(place)).open(value, place),
                        individual.get("i" + row(place)).seal(bytes("i" + row), place)
                    });
                }
            }
        }
        var swaps = 0;
        while (swaps < 1_500) {
            var one = sealed.get(random.nextInt(sealed.size()));
            var other = sealed.get(random.nextInt(sealed.size()));
            if (one == other) {
                continue;
            }
            swaps++;
            assertThatThrownBy(() -> ((Opening) one[0]).open((byte[]) other[1]))
                    .isInstanceOf(SealBrokenException.class);
            ((Opening) one[0]).open((byte[]) one[1]);
        }
    }

    private interface Opening {
        byte[] open(byte[] sealed);
    }

    private static int row(Place place) {
        return Integer.parseInt(place.row().get(1).substring(1)) % 4;
    }

    private void seal(KeysForTests.Process process, int rows) {
        var keys = process.keys().ofTenant(ACME);
        var values = new ArrayList<Object[]>();
        for (var i = 0; i < rows; i++) {
            values.add(new Object[] {
                ACME.toString(), "b" + i, keys.seal(bytes("v" + i), Place.of("benefit", "c1", "e1", "b" + i))
            });
        }
        jdbc.batchUpdate(
                "INSERT INTO benefit (tenant_id, connection_id, entity_id, benefit_id, sealed, content_hash, updated_at) VALUES (?, 'c1', 'e1', ?, ?, X'00000000000000000000000000000000', '2026-01-01 00:00:00')",
                values);
    }

    private void opensAll(KeysForTests.Process process, int rows) {
        var keys = process.keys().ofTenant(ACME);
        var opened = jdbc.query(
                "SELECT benefit_id, sealed FROM benefit",
                (row, n) -> new String(
                        keys.open(row.getBytes(2), Place.of("benefit", "c1", "e1", row.getString(1))), UTF_8));
        assertThat(opened)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, rows).mapToObj(i -> "v" + i).toList());
    }

    private void restore(List<Map<String, Object>> dump) {
        jdbc.update("DELETE FROM individual_key");
        for (var row : dump) {
            jdbc.update(
                    "INSERT INTO individual_key (" + String.join(", ", row.keySet()) + ") VALUES ("
                            + String.join(", ", java.util.Collections.nCopies(row.size(), "?")) + ")",
                    row.values().toArray());
        }
    }

    /** As rows are from before there were epochs. */
    private void underTheTenantsKey(String individual) throws Exception {
        var root = new KeyFile(file).open();
        var row = new KeysetRows(database, clock).findCommitted(ACME).orElseThrow();
        var tenant = Keysets.sealer(TenantWrapping.open(ACME, row.wrapping(), root)
                .unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING));
        var epoch = epochKey(1, root);
        jdbc.update(
                "UPDATE individual_key SET epoch = 0, wrapped = ?",
                asKeyset(onlyIndividualKey(epoch, individual), tenant, individual));
    }

    private Aead epochKey(long epoch, Aead root) {
        var files = new EpochKeys(file.resolveSibling("epochs"));
        return files.open(ACME, epoch, files.find(ACME, epoch).orElseThrow(), root);
    }

    private AesGcmKey onlyIndividualKey(Aead epoch, String individual) throws Exception {
        var wrapped = jdbc.queryForObject("SELECT wrapped FROM individual_key", byte[].class);
        return IndividualKeyForm.unwrap(wrapped, epoch, new IndividualBindings(ACME, "c1"), individual);
    }

    /** As keys of individuals were wrapped at first. */
    private static byte[] asKeyset(AesGcmKey key, Aead under, String individual) throws Exception {
        var keyset = KeysetHandle.newBuilder()
                .setConfiguration(Keysets.SEALING.configuration())
                .addEntry(KeysetHandle.importKey(key)
                        .withFixedId(key.getIdRequirementOrNull())
                        .makePrimary())
                .build();
        return Keysets.SEALING.wrap(keyset, under, new IndividualBindings(ACME, "c1").keyset(individual));
    }
}
