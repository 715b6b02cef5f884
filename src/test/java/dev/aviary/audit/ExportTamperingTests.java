package dev.aviary.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small export in the hands of somebody who wants to change history, by exhaustion. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTamperingTests {

    @TempDir
    static Path home;

    private DataSource database;
    private AuditForTests audit;
    private byte[] older;
    private byte[] export;
    private PublicKeys keys;

    @BeforeAll
    void export() throws IOException {
        database = TestDatabase.h2().dataSource();
        audit = AuditForTests.home(home, database, AuditLogContract.CLOCK);
        append(2);
        older = exported("older");
        append(3);
        export = exported("export");
        keys = PublicKeys.parse(audit.certificates().publicKeys());
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @Test
    void isIntactAsItIs() throws IOException {
        assertThat(faults(export, true)).isEmpty();
        assertThat(faults(export, false)).isEmpty();
        assertThat(verify(export, null, false).isFine()).isTrue();
        assertThat(faults(older, false)).isEmpty();
    }

    @Test
    void findsEachByteThatIsChanged() throws IOException {
        for (int i = 0; i < export.length; i++) {
            var changed = export.clone();
            changed[i] ^= (byte) (1 << i % 8);

            assertThat(faults(changed, false)).as("byte " + i).isNotEmpty();
        }
    }

    @Test
    void findsEachLineThatIsRemoved() throws IOException {
        var lines = lines(export);
        for (int i = 0; i < lines.size(); i++) {
            var left = new ArrayList<>(lines);
            left.remove(i);

            assertThat(faults(joined(left), false)).as("line " + i).isNotEmpty();
        }
    }

    @Test
    void findsNeighboursThatChangedPlaces() throws IOException {
        var lines = lines(export);
        for (int i = 0; i + 1 < lines.size(); i++) {
            var swapped = new ArrayList<>(lines);
            Collections.swap(swapped, i, i + 1);

            assertThat(faults(joined(swapped), false)).as("line " + i).isNotEmpty();
        }
    }

    @Test
    void findsEachLineThatIsThereTwice() throws IOException {
        var lines = lines(export);
        for (int i = 0; i < lines.size(); i++) {
            var doubled = new ArrayList<>(lines);
            doubled.add(i, lines.get(i));

            assertThat(faults(joined(doubled), false)).as("line " + i).isNotEmpty();
        }
    }

    @Test
    void findsEveryCut() throws IOException {
        for (int length = 0; length < export.length; length++) {
            assertThat(faults(Arrays.copyOf(export, length), false))
                    .as("length " + length)
                    .isNotEmpty();
        }
    }

    /** An older export is right in itself; what was signed later is in the second place only. */
    @Test
    void findsAnOlderExportThatIsPassedOffAsTheNewest() throws IOException {
        assertThat(faults(older, false)).isEmpty();
        assertThat(faults(older, true)).anyMatch(line -> line.contains("its tail was cut"));
    }

    /** The tail cut at each event, with count and everything else made to fit as far as somebody without the signing key can. */
    @Test
    void findsATailThatIsCutWithAFittingEnd() throws IOException {
        var lines = lines(export);
        for (int events = 5; events >= 0; events--) {
            var left = new ArrayList<>(lines.subList(0, 3 + events));
            left.add(ExportLines.end(2, events));

            assertThat(faults(joined(left), false))
                    .as("events " + events)
                    .isNotEmpty()
                    .allMatch(line -> line.contains("its tail was cut") || line.contains("was removed"));
        }
    }

    /** Somebody signs a history of their own with a key of their own: only who knows the right key sees it. */
    @Test
    void findsAnotherInstallationsExport(@TempDir Path elsewhere) throws Exception {
        var other = TestDatabase.h2().dataSource();
        var forged = AuditForTests.home(elsewhere, other, AuditLogContract.CLOCK);
        forged.log().append(AuditEvent.of(AuditAct.TOKEN_DESTROYED).build());
        forged.office().export(elsewhere.resolve("forged"));
        var bytes = Files.readAllBytes(elsewhere.resolve("forged"));
        ((AutoCloseable) other).close();

        assertThat(verify(bytes, null, false).isFine()).isTrue();
        assertThat(faults(bytes, false)).isNotEmpty();
        assertThat(verify(bytes, null, true).faults()).isNotEmpty();
    }

    @Test
    void findsAChainThatIsForkedWithCorrectHashes() throws IOException {
        var lines = lines(export);
        var last = lines.get(lines.size() - 2);
        var canonical = last.substring("{\"event\":".length(), last.length() - ExportLines.HASH_LENGTH)
                .replace("TOKEN_SEALED", "TOKEN_REPLACED");
        var bytes = canonical.getBytes(UTF_8);
        lines.set(lines.size() - 2, ExportLines.event(bytes, new Hashes().event(bytes)));

        assertThat(faults(joined(lines), false)).singleElement().asString().contains("signed another hash for lane 0");
    }

    /** Hashes need no key: only that nobody signed it shows that it was added. */
    @Test
    void findsAnEventThatIsAddedWithACorrectHash() throws IOException {
        var lines = lines(export);
        var last = lines.get(lines.size() - 2);
        var hash = last.substring(last.length() - 66, last.length() - 2);
        var added = last.substring("{\"event\":".length(), last.length() - ExportLines.HASH_LENGTH)
                .replaceFirst("\"previous\":\"[0-9a-f]+", "\"previous\":\"" + hash)
                .replace("\"position\":" + position(last), "\"position\":" + (position(last) + 1))
                .getBytes(UTF_8);
        lines.set(lines.size() - 1, ExportLines.event(added, new Hashes().event(added)));
        lines.add(ExportLines.end(2, lines.size() - 3));

        assertThat(faults(joined(lines), false))
                .singleElement()
                .asString()
                .contains("but the last checkpoint signed up to");
    }

    private static long position(String line) {
        return Long.parseLong(line.replaceFirst(".*\"position\":(\\d+).*", "$1"));
    }

    /** Each lane that is followed takes memory. */
    @Test
    void refusesMoreLanesThanThereCanBe() throws IOException {
        var lines = lines(export);
        lines.add(lines.size() - 1, lines.get(lines.size() - 2).replaceFirst(",\"lane\":[0-9]+", ",\"lane\":1024"));

        assertThat(faults(joined(lines), false)).anyMatch(line -> line.contains("does not have the form of an event"));
    }

    @Test
    void needsLittleMemoryForALongLine() throws IOException {
        var long1 = ("{\"event\":{" + "x".repeat(200_000) + "}\n").getBytes(UTF_8);

        assertThat(faults(long1, false)).isNotEmpty();
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            audit.log()
                    .append(AuditEvent.of(AuditAct.TOKEN_SEALED)
                            .tenant(new UUID(1, 1))
                            .connection("c1")
                            .subject(new byte[16])
                            .figure(AuditField.COUNT, i)
                            .build());
        }
    }

    /** Exporting leaves an event behind, too. */
    private byte[] exported(String name) throws IOException {
        audit.office().export(home.resolve(name));
        return Files.readAllBytes(home.resolve(name));
    }

    private List<String> faults(byte[] bytes, boolean withSecondPlace) throws IOException {
        return verify(bytes, keys, withSecondPlace).faults();
    }

    private Verification verify(byte[] bytes, @Nullable PublicKeys trusted, boolean withSecondPlace)
            throws IOException {
        var second = withSecondPlace ? new CheckpointFiles(home.resolve("audit")) : null;
        return new ExportCheck(trusted, second).verify(new Lines(new ByteArrayInputStream(bytes)), done -> {});
    }

    private static List<String> lines(byte[] bytes) {
        return new ArrayList<>(new String(bytes, UTF_8).lines().toList());
    }

    private static byte[] joined(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }
}
