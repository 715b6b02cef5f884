package dev.aviary.keys;

import static dev.aviary.keys.RestoreMachine.INSTALLATION;
import static dev.aviary.keys.RestoreMachine.PERSON;
import static dev.aviary.keys.RestoreMachine.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KmsClient;
import dev.aviary.keys.KeyExports.Outcome;
import dev.aviary.testing.DatabaseDump;
import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What can be restored from which parts, onto an empty machine: each test is a row of the table in docs/backup.md. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestoreDrillContract {

    private static final String VAULT = VaultTransit.SCHEME + VaultWire.KEY;

    @TempDir
    static Path home;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final VaultWire vault = new VaultWire();
    private Path directory;
    private TestDatabase database;
    private RestoreMachine live;
    private int number;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database();
    }

    @BeforeEach
    void sealSomething() {
        directory = home.resolve("test" + ++number);
        live = machine(database, keys("live"));
        live.empty();
        live.seal();
        assertThat(live.opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @AfterAll
    void close() {
        vault.close();
    }

    @Test
    void withAllPartsEverythingOpens() {
        var restored = restored(dump(), "kek.json", "epochs");

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void withoutTheKeyEncryptionKeyNothingOpens() {
        var export = live.export(true);
        var restored = restored(dump(), "epochs");

        assertThat(restored.opens()).isEmpty();
        assertThatThrownBy(() -> restored.importing(export))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("missing");
        restored.loseKeyTables();
        assertThatThrownBy(() -> restored.importing(export))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("missing");
        assertThat(keys("restored" + number).resolve("kek.json")).doesNotExist();
    }

    @Test
    void withAnotherKeyEncryptionKeyNothingOpens() {
        var restored = restored(dump(), "epochs");
        new KeyFile(keys("restored" + number).resolve("kek.json")).create();

        assertThat(restored.opens()).isEmpty();
    }

    @Test
    void withoutEpochKeysPeopleAreLost() {
        var export = live.export(false);
        var restored = restored(dump(), "kek.json");

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, INSTALLATION);
        assertThat(restored.importing(export)).containsOnly(Outcome.PRESENT);
        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, INSTALLATION);
    }

    @Test
    void anExportWithEpochKeysBringsPeopleBack() {
        var export = live.export(true);
        var restored = restored(dump(), "kek.json");
        restored.importing(export);

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void anExportReplacesLostKeyTables() {
        var export = live.export(false);
        var dump = dump();
        var restored = restored(dump, "kek.json", "epochs");
        restored.loseKeyTables();
        restored.importing(export);

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void anExportFromBeforeARotationDoesNotOpenTokensSealedSince() {
        var export = live.export(false);
        live.rotate(() -> clock.advance(KeysProperties.FORGOTTEN_AFTER));
        var dump = dump();
        var untouched = restored(dump, "kek.json", "epochs");
        assertThat(untouched.importing(export)).contains(Outcome.DIFFERENT);
        assertThat(untouched.opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);

        var restored = restored(dump, "kek.json", "epochs");
        restored.loseKeyTables();
        restored.importing(export);

        assertThat(restored.opens()).containsExactlyInAnyOrder(PERSON, INSTALLATION);
    }

    @Test
    void aDatabaseFromBeforeARotationOpens() {
        var dump = dump();
        live.rotate(() -> clock.advance(KeysProperties.FORGOTTEN_AFTER));

        assertThat(restored(dump, "kek.json", "epochs").opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void aDatabaseFromBeforeATokenWasReplacedOpensItOnlyWithoutItsVersion() {
        var dump = dump();
        live.replaceToken();

        assertThat(restored(dump, "kek.json", "epochs", "versions").opens())
                .containsExactlyInAnyOrder(PERSON, INSTALLATION);
        assertThat(restored(dump, "kek.json", "epochs").opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void aDatabaseFromBeforeACloseDoesNotOpenForAnybody() {
        var dump = dump();
        var export = live.export(true);
        live.shred("i2");
        live.closeEpoch();
        var restored = restored(dump, "kek.json", "epochs");

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, INSTALLATION);
        assertThatThrownBy(() -> restored.opensPerson("i2")).isInstanceOf(KeyUnusableException.class);
        assertThat(restored.importing(export)).contains(Outcome.CLOSED);
        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, INSTALLATION);
        assertThat(live.opens()).contains(PERSON);
    }

    /** What a copy of epoch keys means: whoever was erased since is readable again. */
    @Test
    void aDatabaseAndEpochKeysFromBeforeACloseOpenForTheErasedToo() {
        var dump = dump();
        var old = keys("old");
        copyTree(keys("live"), old);
        live.shred("i2");
        live.closeEpoch();
        var restored = machine(dump.restored(), old);

        assertThat(restored.opensPerson("i1")).isTrue();
        assertThat(restored.opensPerson("i2")).isTrue();
    }

    @Test
    void epochKeysFromBeforeACloseDoNotOpenANewerDatabase() {
        var old = keys("old");
        copyTree(keys("live"), old);
        live.closeEpoch();
        var restored = machine(dump().restored(), old);

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, INSTALLATION);
    }

    @Test
    void aDatabaseFromBeforeAMoveWantsTheFormerKey() {
        var dump = dump();
        live.rewrap(VAULT);

        assertThat(restored(dump, "epochs").set(VAULT).opens()).isEmpty();
        assertThat(restored(dump, "kek.json", "epochs").set(VAULT, "local:").opens())
                .containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void anExportFromAfterAMoveOpensADatabaseFromBefore() {
        var dump = dump();
        live.rewrap(VAULT);
        var export = live.export(false);
        var restored = restored(dump, "epochs").set(VAULT);
        restored.loseKeyTables();
        restored.importing(export);

        assertThat(restored.opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    @Test
    void anExportFromBeforeAMoveWantsTheFormerKey() {
        var export = live.export(false);
        live.rewrap(VAULT);
        var dump = dump();
        var without = restored(dump, "epochs").set(VAULT);
        without.loseKeyTables();
        assertThatThrownBy(() -> without.importing(export))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("It names local:");

        var with = restored(dump, "kek.json", "epochs").set(VAULT, "local:");
        with.loseKeyTables();
        with.importing(export);
        assertThat(with.set(VAULT).opens()).containsExactlyInAnyOrder(TOKEN, PERSON, INSTALLATION);
    }

    private DatabaseDump dump() {
        return live.dump(directory);
    }

    /** An empty machine with these parts of the live one's keys. */
    private RestoreMachine restored(DatabaseDump dump, String... parts) {
        var to = keys("restored" + ++number);
        copy(keys("live").resolve("code"), to.resolve("code"));
        for (var part : parts) {
            copyTree(keys("live").resolve(part), to.resolve(part));
        }
        return machine(dump.restored(), to);
    }

    private RestoreMachine machine(TestDatabase database, Path keys) {
        return new RestoreMachine(database, keys, clock, List.of(service()));
    }

    private KmsClient service() {
        return new VaultTransit(
                new KeyServiceSettings(
                        Duration.ofSeconds(5),
                        new KeyServiceSettings.Aws(null),
                        KeyServiceSettingsTests.GOOGLE,
                        new KeyServiceSettings.Vault(
                                vault.address(), null, "transit", ServiceSecret.valueOf(VaultWire.ROOT), null, null)),
                KeyServices.retries(Duration.ofMillis(1)));
    }

    private Path keys(String machine) {
        var keys = directory.resolve(machine);
        try {
            PrivateFile.makeDirectory(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static void copyTree(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (!Files.exists(target)) {
                    copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
