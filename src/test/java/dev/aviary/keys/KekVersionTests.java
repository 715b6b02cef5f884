package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Versions of the local key-encryption key. Of each of two tenants two keysets and an epoch key are wrapped, and then there is the check. */
class KekVersionTests {

    private static final UUID ACME = new UUID(1, 1);
    private static final UUID BIRCH = new UUID(2, 2);
    private static final Place PLACE = Place.of("benefit", "c1");

    /** Of each tenant the wrapping keyset and the epoch key, and the check. */
    private static final long WRAPPED = 2 * 2 + 1;

    private static final Duration GRACE = KeysProperties.FORGOTTEN_AFTER;

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final DataSource database = TestDatabase.h2().dataSource();
    private final UpkeepWatch nobody = new UpkeepWatch() {};
    private Path file;

    @BeforeEach
    void wrap() throws IOException {
        file = directory.resolve("keys").resolve("kek.json");
        var keys = process().keys();
        keys.ofTenant(ACME);
        keys.ofTenant(BIRCH);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusSeconds(3_600)));
    }

    @Test
    void aNewVersionWrapsEverythingAndTheOldOneGoesWhenNoProcessCanHoldIt() {
        var upkeep = process().upkeep();

        assertThat(upkeep.newKekVersion(clock.instant(), nobody))
                .isEqualTo(new KeyUpkeep.Rewrapped(WRAPPED - 1, 0, 1, 0));
        assertThat(upkeep.kekVersions().values()).containsExactly(WRAPPED, 0L);

        clock.advance(GRACE.minusSeconds(2));
        assertThat(upkeep.rewrap(null, nobody)).isEqualTo(new KeyUpkeep.Rewrapped(0, 0, 1, 0));
        clock.advance(Duration.ofSeconds(2));
        assertThat(upkeep.rewrap(null, nobody)).isEqualTo(new KeyUpkeep.Rewrapped(0, 1, 0, 0));
        assertThat(upkeep.kekVersions().values()).containsExactly(WRAPPED);
        assertThat(file.getParent().toFile().list()).containsExactlyInAnyOrder("kek.json", "kek.json.lock", "epochs");
        process().keys().ofTenant(ACME);
    }

    @Test
    void keepsAVersionThatIsInUseAgainWhenTheFileIsLocked() {
        process().upkeep().newKekVersion(clock.instant(), nobody);
        var versions = new KeyFileVersions(new KeyFile(file));
        var newest = versions.each().keySet().iterator().next();

        assertThat(versions.retireOlder(newest, () -> false)).isFalse();
        assertThat(versions.each()).hasSize(2);
    }

    @Test
    void whatAnOldVersionWrapsIsCountedAndKeepsIt() {
        var upkeep = process().upkeep();
        var stopped = new UpkeepWatch() {
            @Override
            public boolean mustStop() {
                return true;
            }
        };
        assertThatThrownBy(() -> upkeep.newKekVersion(clock.instant(), stopped))
                .isInstanceOf(UpkeepStoppedException.class);

        assertThat(upkeep.kekVersions().values()).containsExactly(0L, WRAPPED);
    }

    @Test
    void aRunThatIsTakenUpAgainMakesNoSecondVersion() {
        var begun = clock.instant();
        var upkeep = process().upkeep();
        upkeep.newKekVersion(begun, nobody);
        clock.advance(Duration.ofMinutes(1));
        upkeep.newKekVersion(begun, nobody);

        assertThat(upkeep.kekVersions()).hasSize(2);
    }

    /** So soon comes a script that moves to a key file and asks for a version of it. */
    @Test
    void makesAVersionInTheSecondInWhichTheNewestWasMade() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        var upkeep = process().upkeep();
        var begun = upkeep.afterKekVersion(clock.instant());

        upkeep.newKekVersion(begun, nobody);
        assertThat(upkeep.kekVersions()).hasSize(2);

        clock.advance(Duration.ofMinutes(1));
        upkeep.newKekVersion(begun, nobody);
        assertThat(upkeep.kekVersions()).as("taken up again").hasSize(2);
    }

    @Test
    void aProcessThatRunsFollowsTheFile() {
        var running = process();
        var sealed = running.keys().ofTenant(ACME).seal(new byte[] {1}, PLACE);

        process().upkeep().newKekVersion(clock.instant(), nobody);

        assertThat(running.keys().ofTenant(BIRCH)).isNotNull();
        running.keys().ofTenant(new UUID(3, 3));
        assertThat(running.upkeep().kekVersions().values()).containsExactly(WRAPPED + 2, 0L);
        clock.advance(GRACE);
        process().upkeep().rewrap(null, nobody);
        assertThat(running.keys().ofTenant(ACME).open(sealed, PLACE)).containsExactly(1);
    }

    @Test
    void oneBrokenKeysetKeepsTheOldVersionButNotTheOthers() {
        var jdbc = new JdbcTemplate(database);
        jdbc.update("UPDATE tenant_keyset SET wrapping = X'0102' WHERE tenant_id = ?", ACME.toString());
        var upkeep = process().upkeep();

        assertThatThrownBy(() -> upkeep.newKekVersion(clock.instant(), nobody))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("1 keysets open with neither");
        assertThat(upkeep.kekVersions().values())
                .as("all but the broken one are moved; the check stays, as a sign that it is not done")
                .containsExactly(WRAPPED - 2, 1L);
        clock.advance(GRACE);
        assertThatThrownBy(() -> upkeep.rewrap(null, nobody)).isInstanceOf(KeyUnusableException.class);
        assertThat(upkeep.kekVersions()).hasSize(2);
    }

    @Test
    void tellsOnceOfAVersionWhoseRemovalIsCutOff() throws IOException {
        var told = new ArrayList<Long>();
        var lock = file.resolveSibling("kek.json.lock");
        process().upkeep().newKekVersion(clock.instant(), nobody);
        var both = Files.readAllBytes(file);
        clock.advance(GRACE);

        assertThatThrownBy(() -> process().upkeep().rewrap(null, retirements(version -> {
                    told.add(version);
                    // From here on the file cannot be changed.
                    replaceByADirectory(lock);
                })))
                .isInstanceOf(KeyUnusableException.class);
        assertThat(told).hasSize(1);
        assertThat(process().upkeep().kekVersions()).hasSize(2);
        Files.delete(lock);

        assertThat(process().upkeep().rewrap(null, retirements(told::add)).retired())
                .isOne();
        assertThat(told).hasSize(1);

        putBack(both);
        assertThat(process().upkeep().rewrap(null, retirements(told::add)).retired())
                .isOne();
        assertThat(told).as("one that comes back is told of again").hasSize(2);
    }

    @Test
    void tellsAgainOfAVersionThatComesBackAfterARemovalThatWasCutOffAtItsEnd() throws IOException {
        var told = new ArrayList<Long>();
        process().upkeep().newKekVersion(clock.instant(), nobody);
        var both = Files.readAllBytes(file);
        clock.advance(GRACE);
        process().upkeep().rewrap(null, retirements(version -> {
            told.add(version);
        }));
        new JdbcTemplate(database).update("INSERT INTO kek_retiring (version) VALUES (?)", told.get(0));

        process().upkeep().rewrap(null, nobody);
        putBack(both);
        process().upkeep().rewrap(null, retirements(told::add));
        assertThat(told).hasSize(2);
    }

    private static UpkeepWatch retirements(Consumer<Long> told) {
        return new UpkeepWatch() {
            @Override
            public void kekVersionRetired(long version) {
                told.accept(version);
            }
        };
    }

    private static void replaceByADirectory(Path path) {
        try {
            Files.delete(path);
            Files.createDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putBack(byte[] content) throws IOException {
        var since = Files.getLastModifiedTime(file);
        Files.write(file, content);
        Files.setLastModifiedTime(file, since);
    }

    @Test
    void tellsWhatItDoes() {
        var told = new ArrayList<String>();
        var watch = new UpkeepWatch() {
            @Override
            public void kekVersionMade(long version) {
                told.add("made");
            }

            @Override
            public void kekVersionRetired(long version) {
                told.add("retired");
            }

            @Override
            public void tenants(long ended, long all) {
                told.add(ended + " of " + all);
            }
        };
        process().upkeep().newKekVersion(clock.instant(), watch);
        clock.advance(GRACE);
        process().upkeep().rewrap(null, watch);

        assertThat(told).containsExactly("made", "0 of 2", "1 of 2", "2 of 2", "0 of 2", "1 of 2", "2 of 2", "retired");
    }

    @Test
    void leavesWhatAPersonCalledACopyAlone() throws IOException {
        var copy = Files.copy(file, file.resolveSibling("kek.json.bak"));
        var left = Files.copy(file, file.resolveSibling("kek.json.123.aside"));

        process().upkeep().newKekVersion(clock.instant(), nobody);

        assertThat(copy).isNotEmptyFile();
        assertThat(left).doesNotExist();
    }

    @Test
    void knowsWhoKeepsKeys() {
        var upkeep = process().upkeep();
        assertThatThrownBy(() -> upkeep.requireKeeper("nobody://key"))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("'nobody://key'; it must be local:");
        upkeep.requireKeeper("local:" + file.resolveSibling("yet-to-be-made.json"));
        assertThat(file.resolveSibling("yet-to-be-made.json")).doesNotExist();
        assertThat(upkeep.isKekLocal()).isTrue();
    }

    private KeysForTests.Process process() {
        return KeysForTests.process(file, database, clock, List.of());
    }
}
