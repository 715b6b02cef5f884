package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The end of an epoch is told before its key is destroyed, and once, wherever the close is cut off. */
abstract class EpochCloseContract extends KeyHome {

    private static final byte[] VALUE = "x".getBytes(StandardCharsets.US_ASCII);

    /** No epoch is so old: only what another close left undone is done. */
    private static final Instant UNFINISHED = Instant.EPOCH;

    @Test
    void tellsOnceOfAnEpochWhoseCloseIsCutOffBeforeItsKeyIsDestroyed() throws Exception {
        var sealed = individual(process(), "i1").seal(VALUE, PLACE);
        var key = epochFile(1);
        var aside = key.resolveSibling("aside");
        var told = new ArrayList<Long>();

        assertThatThrownBy(() -> close(clock.instant().plusSeconds(1), epoch -> {
                    told.add(epoch);
                    // From here on it cannot be destroyed.
                    move(key, aside);
                    makeDirectory(key);
                }))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("could not be destroyed");
        assertThat(checkUp().findings())
                .filteredOn(finding -> !finding.isFine())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.fault()).contains("cut off").contains("aviary keys epoch"));
        Files.delete(key);
        move(aside, key);

        assertThat(close(UNFINISHED, told::add)).isEqualTo(1);

        assertThat(told).containsExactly(1L);
        assertThat(key).doesNotExist();
        assertThat(checkUp().findings()).allMatch(KeyFinding::isFine);
        assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(VALUE);
    }

    @Test
    void tellsOnceOfAnEpochWhoseCloseIsCutOffAfterItsKeyWasDestroyed() throws Exception {
        individual(process(), "i1");
        close(clock.instant().plusSeconds(1), epoch -> {});
        jdbc.update("UPDATE tenant_keyset SET closing_epoch = 1");
        var told = new ArrayList<Long>();

        assertThat(close(UNFINISHED, told::add)).isZero();
        assertThat(told).isEmpty();
        assertThat(checkUp().findings()).allMatch(KeyFinding::isFine);

        clock.advance(Duration.ofDays(1));
        assertThat(close(clock.instant(), told::add)).isEqualTo(1);
        assertThat(told).containsExactly(2L);
    }

    @Test
    void tellsOfANextEpochThoughTheCloseOfTheLastWasCutOff() throws Exception {
        individual(process(), "i1");
        var key = epochFile(1);
        var copy = Files.readAllBytes(key);
        close(clock.instant().plusSeconds(1), epoch -> {});
        putBack(key, copy);
        jdbc.update("UPDATE tenant_keyset SET closing_epoch = 1");
        clock.advance(Duration.ofDays(1));
        var told = new ArrayList<Long>();

        assertThat(close(clock.instant(), told::add)).isEqualTo(2);
        assertThat(told).containsExactly(2L);
    }

    @Test
    void destroysNoEpochKeyThatCouldNotBeToldOf() throws Exception {
        individual(process(), "i1");

        assertThatThrownBy(() -> close(clock.instant().plusSeconds(1), epoch -> {
                    throw new IllegalStateException("no audit");
                }))
                .hasMessage("no audit");
        assertThat(epochFile(1)).exists();

        var told = new ArrayList<Long>();
        assertThat(close(UNFINISHED, told::add)).isEqualTo(1);
        assertThat(told).containsExactly(1L);
    }

    @Test
    void tellsAgainOfAnEpochKeyThatCameBackAfterItWasDestroyed() throws Exception {
        individual(process(), "i1");
        var key = epochFile(1);
        var copy = Files.readAllBytes(key);
        close(clock.instant().plusSeconds(1), epoch -> {});
        putBack(key, copy);
        var told = new ArrayList<Long>();

        assertThat(close(UNFINISHED, told::add)).isEqualTo(1);
        assertThat(told).containsExactly(1L);
    }

    private int close(Instant since, Consumer<Long> told) {
        return process().upkeep().closeEpoch(ACME, since, new UpkeepWatch() {
            @Override
            public void epochClosed(UUID tenant, long epoch, long individuals) {
                assertThat(individuals).isEqualTo(1);
                told.accept(epoch);
            }
        });
    }

    private Path epochFile(long epoch) {
        return new EpochKeys(file.resolveSibling("epochs")).file(ACME, epoch);
    }

    private KeyCheckUp checkUp() {
        return KeysForTests.checkUp(file, database, clock);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void putBack(Path key, byte[] copy) throws IOException {
        Files.write(key, copy);
        Files.setPosixFilePermissions(key, PrivateFile.OWNER_ONLY);
    }
}
