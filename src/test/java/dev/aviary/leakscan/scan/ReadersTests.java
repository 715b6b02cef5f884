package dev.aviary.leakscan.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTests {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeAFileThatAllCanRead() throws IOException {
        file = Files.writeString(directory.resolve("a.log"), "ssn=536-22-8754\n");
        mode(directory, "rwxr-xr-x");
        mode(file, "rw-r--r--");
    }

    @Test
    void areAllIfFileAndDirectoriesAreOpen() throws IOException {
        assertThat(Readers.areAll(file)).isTrue();

        mode(directory, "rwxr-x---");
        assertThat(Readers.areAll(file)).isFalse();

        mode(directory, "rwxr-xr-x");
        mode(file, "rw-r-----");
        assertThat(Readers.areAll(file)).isFalse();
    }

    @Test
    void matterIfTheFileHoldsSecrets() throws IOException {
        assertThat(report()).contains("a.log: medium world-readable");

        Files.writeString(file, "nothing\n");
        assertThat(report()).doesNotContain("world-readable");
    }

    private String report() {
        var out = new StringWriter();
        var scan = LeakScan.of(Clock.systemUTC(), List.of());
        try (var run = scan.run(ScanReport.of(ScanReport.Format.TEXT, scan, new PrintWriter(out)), 1, bytes -> {})) {
            run.add(file.toString());
            run.end();
        }
        return out.toString();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
