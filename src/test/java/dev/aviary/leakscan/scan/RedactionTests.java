package dev.aviary.leakscan.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.leakscan.source.PackedFiles;
import dev.aviary.tenancy.TenantId;
import dev.aviary.vault.Fingerprint;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.SecretForm;
import dev.aviary.vault.WindowHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After it, the file has no secrets, and everything else that it had. */
class RedactionTests {

    private static final String TOKEN = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final LeakScan SCAN = LeakScan.of(
                    Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC), List.of())
            .with(
                    new FingerprintsForTests("redact", List.of(TOKEN)),
                    List.of(),
                    Occasion.byCommand(Purpose.FINGERPRINT),
                    new byte[16]);

    @TempDir
    private Path directory;

    @Test
    void masksInPlace() throws IOException {
        var file = Files.writeString(
                directory.resolve("a.log"), "a\nx=" + TOKEN + "y\nssn=536-22-8754\n" + TOKEN + TOKEN + "\nz\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        var redacted = Redaction.mask(SCAN, file);

        assertThat(file).hasContent("a\nx=[masked]y\nssn=[masked]\n[masked]\nz\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(directory).isDirectoryContaining("glob:**a.log").isDirectoryNotContaining("glob:**redacted");
        assertThat(redacted.leftOut()).isZero();
        assertThat(redacted.masked())
                .extracting(Redaction.Masked::offset, Redaction.Masked::length, Redaction.Masked::rule)
                .first()
                .hasToString("(4L, 36L, \"live-token\")");
    }

    @Test
    void tellsWhatItLeftOut() throws IOException {
        var nested = "deeper in".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        for (var times = 0; times < 4; times++) {
            nested = Base64.getEncoder().encode(nested);
        }
        var file = Files.writeString(
                directory.resolve("a.log"), "x=" + TOKEN + "\n" + new String(nested, StandardCharsets.US_ASCII) + "\n");

        var redacted = Redaction.mask(SCAN, file);

        assertThat(redacted.masked()).hasSize(1);
        assertThat(redacted.leftOut()).isPositive();
    }

    @Test
    void keepsARecordBesideItThatOthersCannotRead() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), "x=" + TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Redaction.mask(SCAN, file);
        Files.writeString(file, "ssn=536-22-8754\n");
        Redaction.mask(SCAN, file);

        var record = directory.resolve("a.log.masked.jsonl");
        assertThat(Files.readAllLines(record))
                .containsExactly(
                        "{\"type\":\"masked\",\"at\":\"2026-11-25T08:00:00Z\",\"pass\":1,\"offset\":2,\"length\":36,\"rule\":\"live-token\"}",
                        "{\"type\":\"redacted\",\"at\":\"2026-11-25T08:00:00Z\",\"masked\":1}",
                        "{\"type\":\"masked\",\"at\":\"2026-11-25T08:00:00Z\",\"pass\":1,\"offset\":4,\"length\":11,\"rule\":\"ssn\"}",
                        "{\"type\":\"redacted\",\"at\":\"2026-11-25T08:00:00Z\",\"masked\":1}");
        assertThat(Files.getPosixFilePermissions(record)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Redaction.mask(SCAN, record).masked()).isEmpty();
    }

    @Test
    void masksNothingWithoutARecord() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), "x=" + TOKEN + "\n");
        Files.createSymbolicLink(directory.resolve("a.log.masked.jsonl"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> Redaction.mask(SCAN, file)).hasMessageContaining("record of what was masked");
        assertThat(file).content().contains(TOKEN);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.log", "a.log.masked.jsonl");
    }

    @Test
    void leavesNothingOfOneThatWasCutOff() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), "cut: " + TOKEN.substring(3, 35) + "...\n");

        Redaction.mask(SCAN, file);

        assertThat(file).content().startsWith("cut: [masked]").hasSizeLessThan(20);
    }

    @Test
    void masksOverBlocks() throws IOException {
        var line = "a line of a log " + TOKEN + " and more of it\n";
        var file = Files.writeString(directory.resolve("a.log"), line.repeat(30_000));

        assertThat(Redaction.mask(SCAN, file).masked()).hasSize(30_000);
        assertThat(Files.readString(file))
                .isEqualTo(line.replace(TOKEN, "[masked]").repeat(30_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-16"})
    void masksUtf16InUtf16(Charset charset) throws IOException {
        var text = "PS> \u0436\r\nssn=536-22-8754\u0436\r\nx=" + TOKEN + "y\r\ncut: " + TOKEN.substring(3, 35)
                + " \u0436\r\npassword=" + "Tr0ub4dorx\u0436\r\n";
        var file = Files.writeString(directory.resolve("a.log"), text, charset);

        Redaction.mask(SCAN, file);

        assertThat(Files.readString(file, charset))
                .isEqualTo("PS> \u0436\r\nssn=[masked]\u0436\r\nx=[masked]y\r\ncut: [masked] "
                        + "\u0436\r\npassword=[masked]\r\n");
        assertThat(Redaction.mask(SCAN, file).masked()).isEmpty();
    }

    @Test
    void masksEachCardInARow() throws IOException {
        var card = String.join(" ", "4929", "2314", "1592", "6535");
        var file = Files.writeString(directory.resolve("a.log"), (card + " ").repeat(200) + "\n");

        Redaction.mask(SCAN, file);

        assertThat(file).hasContent("[masked] ".repeat(200));
        assertThat(Redaction.mask(SCAN, file).masked()).isEmpty();
    }

    @Test
    void leavesAFileWithoutSecretsAlone() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), "nothing\n");
        var key = Files.readAttributes(file, "fileKey");

        assertThat(Redaction.mask(SCAN, file).masked()).isEmpty();
        assertThat(Files.readAttributes(file, "fileKey")).isEqualTo(key);
    }

    @Test
    void refusesWhatItCannotMaskEverywhere() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), TOKEN);
        Files.createLink(directory.resolve("b.log"), file);

        assertThatThrownBy(() -> Redaction.mask(SCAN, file)).hasMessageContaining("hard links");
        assertThat(file).hasContent(TOKEN);
    }

    @Test
    void refusesAnArchive() throws IOException {
        var packed = PackedFiles.gzip(TOKEN.getBytes(StandardCharsets.US_ASCII));
        var file = Files.write(directory.resolve("a.log.gz"), packed);

        assertThatThrownBy(() -> Redaction.mask(SCAN, file)).hasMessageContaining("no plain file; unpack it first");
        assertThat(file).hasBinaryContent(packed);
    }

    @Test
    void refusesAFileThatIsWrittenMeanwhile() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), TOKEN + "\n");
        var written = LeakScan.of(Clock.systemUTC(), List.of())
                .with(
                        new Writing(file, new FingerprintsForTests("redact", List.of(TOKEN))),
                        List.of(),
                        Occasion.byCommand(Purpose.FINGERPRINT),
                        new byte[16]);

        assertThatThrownBy(() -> Redaction.mask(written, file)).hasMessageContaining("is being written to");
        assertThat(file).hasContent(TOKEN + "!");
        assertThat(directory).isDirectoryNotContaining("glob:**redacted");
    }

    /** The last look at the file comes before the record is begun, and its end after that. */
    @Test
    void losesNothingThatIsWrittenAfterTheLastLook() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), "x=" + TOKEN + "\ny=" + TOKEN.substring(0, 20));
        try (var writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
            var clock = new ActingClock();
            var scan = scan(clock);
            clock.act = () -> {
                writer.write(TOKEN.substring(20) + "\nz=" + TOKEN + "\n");
                writer.flush();
                clock.act = () -> {};
            };

            assertThat(Redaction.mask(scan, file).masked()).hasSize(3);
        }
        assertThat(file).hasContent("x=[masked]\ny=[masked]\nz=[masked]\n");
        assertThat(directory).isDirectoryNotContaining("glob:**redacted");
    }

    @Test
    void saysThatSomebodyDoesNotStopWriting() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), "x=" + TOKEN + "\n");
        var clock = new ActingClock();
        var scan = scan(clock);
        clock.act = () -> Files.writeString(file, TOKEN + "\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> Redaction.mask(scan, file))
                .hasMessageContaining("is being written to")
                .isInstanceOfSatisfying(RedactionRefusedException.class, refused -> assertThat(refused.wasReplaced())
                        .isTrue());
        assertThat(file).content().startsWith("x=[masked]\n").hasLineCount(6);
    }

    private static LeakScan scan(Clock clock) {
        return LeakScan.of(clock, List.of())
                .with(
                        new FingerprintsForTests("redact", List.of(TOKEN)),
                        List.of(),
                        Occasion.byCommand(Purpose.FINGERPRINT),
                        new byte[16]);
    }

    private interface Act {
        void act() throws IOException;
    }

    /** Has something happen when it is asked. */
    private static final class ActingClock extends Clock {

        private Act act = () -> {};

        @Override
        public Instant instant() {
            try {
                act.act();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Instant.parse("2026-11-25T08:00:00Z");
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Writes as many bytes as there are whenever it is asked. */
    private record Writing(Path file, Fingerprints real) implements Fingerprints {

        @Override
        public WindowHash windowHash() {
            return real.windowHash();
        }

        @Override
        public void ofLive(Collection<TenantId> tenants, Occasion occasion, Consumer<Fingerprint> each) {
            real.ofLive(tenants, occasion, each);
        }

        @Override
        public void rememberSettings() {}

        @Override
        public boolean isSecret(String fingerprint, SecretForm form, byte[] found) {
            try {
                Files.writeString(file, TOKEN + "!");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return real.isSecret(fingerprint, form, found);
        }
    }
}
