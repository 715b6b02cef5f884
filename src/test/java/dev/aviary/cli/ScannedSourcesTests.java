package dev.aviary.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.source.PackedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that the command says it can read, through the command: one secret in each. */
class ScannedSourcesTests {

    private static final String SECRET = "AKIAQ7K2M5XRZZZYYY22";
    private static final String LINE = "2026-11-27 INFO the key is " + SECRET + " today\n";
    private static final int HUGE = 20_000_000;

    @TempDir
    private Path directory;

    @Test
    void findsTheSecretInEveryKindOfFile() throws IOException {
        write("plain.log", bytes(LINE));
        write("plain.log.1", bytes(LINE));
        write("plain.log.2.gz", PackedFiles.gzip(bytes(LINE)));
        write("packed.bz2", PackedFiles.all().get("bzip2").apply(bytes(LINE)));
        write("packed.zst", PackedFiles.all().get("zstd").apply(bytes(LINE)));
        write("packed.zip", PackedFiles.zip("a.log", bytes(LINE)));
        write("packed.tar", PackedFiles.tar("a.log", LINE));
        write("packed.tgz", PackedFiles.gzip(PackedFiles.tar("a.log", LINE)));
        write("lines.jsonl", bytes("{\"level\":\"INFO\",\"key\":\"" + SECRET + "\"}\n"));
        write("a-huge-line", bytes("x".repeat(HUGE) + " " + SECRET + " " + "x".repeat(HUGE / 10)));
        var noise = new byte[5000];
        new Random(20261127).nextBytes(noise);
        write("binary", bytes(new String(noise, ISO_8859_1) + "\n" + SECRET + "\n" + new String(noise, ISO_8859_1)));
        write("no-utf-8", bytes("caf\u00e9 \u00ff\u00fe \u00c3 " + SECRET + " \u00c3\n"));
        try (var sparse = new RandomAccessFile(directory.resolve("sparse").toFile(), "rw")) {
            sparse.seek(HUGE);
            sparse.write(bytes("\n" + LINE));
        }
        write("journal.export", journal());
        var all = Files.list(directory).toList();

        var found = scanned(null, directory.toString());
        assertThat(found.stream().filter(line -> isFinding(line, "aws-access-key")))
                .extracting(line -> line.path("file").asString())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Path::toString).toList());
        assertThat(found.stream().filter(line -> type(line).equals("not_read"))).isEmpty();
    }

    @Test
    void readsWhatAGlobMeans() throws IOException {
        write("app.log", bytes(LINE));
        write("app.log.1", bytes(LINE));
        write("app.txt", bytes(LINE));

        assertThat(scanned(null, directory + "/*.log*").stream().filter(line -> isFinding(line, "aws-access-key")))
                .hasSize(2);
    }

    @Test
    void readsStandardInput() throws IOException {
        var diff = "commit 1\n\ndiff --git a/f b/f\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+k=" + SECRET + "\n";
        for (var input :
                List.of(bytes(LINE), journal(), bytes(diff), PackedFiles.gzip(PackedFiles.tar("a.log", LINE)))) {
            assertThat(scanned(input, "-").stream().filter(line -> isFinding(line, "aws-access-key")))
                    .hasSize(1);
        }
    }

    @Test
    void tellsWhatItDoesNotReadAndReadsOn() throws IOException {
        Files.createSymbolicLink(directory.resolve("loop"), directory);
        Files.createSymbolicLink(directory.resolve("nowhere"), directory.resolve("nothing"));
        write("bomb.gz", PackedFiles.gzip(PackedFiles.gzip(new byte[200 << 20])));
        write("cut.gz", java.util.Arrays.copyOf(PackedFiles.gzip(bytes(LINE)), 30));
        write("empty", new byte[0]);
        write("plain.log", bytes(LINE));

        var found = scanned(null, directory.toString());
        assertThat(found.stream().filter(line -> type(line).equals("not_read")))
                .extracting(
                        line -> directory.relativize(Path.of(line.path("place").asString())) + ": "
                                + line.path("why").asString())
                .containsExactlyInAnyOrder(
                        "loop: a loop of links",
                        "nowhere: a link to nothing",
                        "bomb.gz: cut: unpacks to more than 1000 times its size",
                        "cut.gz: ends early");
        assertThat(found.stream().filter(line -> isFinding(line, "aws-access-key")))
                .hasSize(1);
    }

    @Test
    void tellsOfSettingsThatEverybodyCanRead() throws IOException {
        var settings = write("application.yml", bytes("client_secret: " + SECRET + "\n"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(scanned(null, directory.toString())).anyMatch(line -> isFinding(line, "world-readable"));

        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        assertThat(scanned(null, directory.toString())).noneMatch(line -> isFinding(line, "world-readable"));
    }

    /** As {@code journalctl -o export} writes a message of two lines: its length first. */
    private static byte[] journal() {
        var message = bytes("first line\nkey " + SECRET);
        var length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(message.length)
                .array();
        return bytes("__CURSOR=s=1;i=2\n_HOSTNAME=here\nMESSAGE\n" + new String(length, ISO_8859_1)
                + new String(message, ISO_8859_1) + "\n_PID=1\n\n");
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static boolean isFinding(JsonNode line, String rule) {
        return type(line).equals("finding") && line.path("rule").asString().equals(rule);
    }

    private static String type(JsonNode line) {
        return line.path("type").asString();
    }

    /** The lines of the report. */
    private static List<JsonNode> scanned(byte @org.jspecify.annotations.Nullable [] input, String path) {
        var out = new StringWriter();
        var err = new StringWriter();
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input == null ? new byte[0] : input));
            assertThat(CommandLineInterface.run(
                            Object.class,
                            new PrintWriter(out, true),
                            new PrintWriter(err, true),
                            "scan",
                            "--patterns-only",
                            "--format",
                            "json",
                            path))
                    .as(err::toString)
                    .isEqualTo(1);
        } finally {
            System.setIn(stdin);
        }
        return out.toString().lines().map(JsonMapper.shared()::readTree).toList();
    }
}
