package dev.aviary.finch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many copies of a token are left in the heap of a process that has used it. The figures in docs/security.md are what this test prints. */
class HeapDumpTests {

    private static final String LENT = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String GRANTED = "7c9d2e4f-1a66-4e2f-8b88-7a3e2f1d0c21";
    private static final int CALLS = 20;

    @TempDir
    Path directory;

    @Test
    void leavesAtMostTheCopyOfTheCallThatOpenedTheConnection() throws Exception {
        try (var finch = new ScriptedFinch()) {
            for (var i = 0; i < CALLS; i++) {
                finch.ok("{\"connection_id\":\"c1\",\"connection_status\":{\"status\":\"connected\"}}");
            }
            finch.ok("{\"access_token\":\"" + GRANTED + "\",\"connection_id\":\"c2\"}");

            run(finch.url().toString());

            assertThat(finch.requests).hasSize(CALLS + 1);
            assertThat(finch.requests.get(3).headers().get("Authorization")).containsExactly("Bearer " + LENT);
        }
        var before = Files.readAllBytes(directory.resolve("before.hprof"));
        var after = Files.readAllBytes(directory.resolve("after.hprof"));
        System.out.printf(
                "copies of the token lent %d times: %d before garbage collection, %d after; of the granted token: %d, %d%n",
                CALLS, copies(before, LENT), copies(after, LENT), copies(before, GRANTED), copies(after, GRANTED));

        assertThat(copies(before, LENT)).as("the search finds what is there").isPositive();
        assertThat(copies(after, "the-secret"))
                .as("and so it does in the other dump")
                .isPositive();
        assertThat(copies(after, LENT))
                .as("the header of the call that opened the connection, which the JDK keeps with it")
                .isLessThanOrEqualTo(1);
        assertThat(copies(after, GRANTED))
                .as("the read buffer of the connection that is kept open")
                .isLessThanOrEqualTo(1);
    }

    private void run(String finch) throws IOException, InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HeapDumpSubject.class.getName(),
                finch,
                directory.toString(),
                String.valueOf(CALLS));
        var said = directory.resolve("said.txt").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(LENT.getBytes(US_ASCII));
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(read(said)).isZero();
        assertThat(read(said)).contains("granted c2").doesNotContain(LENT).doesNotContain(GRANTED);
    }

    private static String read(File file) throws IOException {
        return Files.readString(file.toPath());
    }

    /** As bytes, and as characters of either order. */
    private static int copies(byte[] dump, String secret) {
        return count(dump, secret.getBytes(ISO_8859_1))
                + count(dump, secret.getBytes(UTF_16LE))
                + count(dump, secret.getBytes(UTF_16BE));
    }

    private static int count(byte[] dump, byte[] wanted) {
        var count = 0;
        for (var at = 0; at + wanted.length <= dump.length; at++) {
            if (dump[at] == wanted[0]
                    && java.util.Arrays.mismatch(dump, at, at + wanted.length, wanted, 0, wanted.length) < 0) {
                count++;
            }
        }
        return count;
    }
}
