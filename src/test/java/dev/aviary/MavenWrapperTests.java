package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper in a project of its own, with a made-up Maven on a server of its own, and only those tools on its PATH that it may need. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class MavenWrapperTests {

    private static final List<String> TOOLS = List.of(
            "sh",
            "sed",
            "tr",
            "sort",
            "head",
            "cut",
            "basename",
            "dirname",
            "mktemp",
            "mkdir",
            "mv",
            "rm",
            "tar",
            "gzip",
            "curl",
            "wget",
            "sha512sum",
            "shasum",
            "perl");

    @TempDir
    Path directory;

    private HttpServer server;
    private byte[] archive;

    @BeforeEach
    void serveAMadeUpMaven() throws Exception {
        for (var tool : TOOLS) {
            var path = Stream.of("/bin/" + tool, "/usr/bin/" + tool)
                    .filter(MavenWrapperTests::isThere)
                    .findFirst();
            if (path.isPresent()) {
                executable("bin/" + tool, "#!/bin/sh\nexec " + path.get() + " \"$@\"\n");
            }
        }
        executable("apache-maven-9.9.9/bin/mvn", "#!/bin/sh\necho downloaded \"$@\"\n");
        var tar = new ProcessBuilder("tar", "-czf", "maven.tar.gz", "apache-maven-9.9.9").directory(directory.toFile());
        assertThat(tar.start().waitFor()).isZero();
        archive = Files.readAllBytes(directory.resolve("maven.tar.gz"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apache-maven-9.9.9-bin.tar.gz", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, archive.length);
                exchange.getResponseBody().write(archive);
            }
        });
        server.start();
        project(sha512(archive));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void downloadsChecksAndRuns() throws Exception {
        assertThat(mvnw("verify", "-Dx=a b")).contains("downloaded").endsWith("verify -Dx=a b\n");
    }

    @Test
    void needsNoNetworkOnceItIsThere() throws Exception {
        mvnw("verify");
        server.stop(0);

        assertThat(mvnw("verify")).contains("downloaded");
    }

    @Test
    void refusesAnArchiveWithAnotherSum() throws Exception {
        project("0".repeat(128));

        assertThat(mvnw("verify")).contains("does not have the SHA-512").doesNotContain("downloaded");
    }

    @Test
    void takesAnInstalledMavenThatIsNewEnoughWhateverItsColours() throws Exception {
        install("\\033[0m\\033[1mApache Maven 3.8.7\\033[0m (abc)");

        assertThat(mvnw("verify")).startsWith("installed");
    }

    @Test
    void passesOverAnInstalledMavenThatIsTooOld() throws Exception {
        install("\\033[1mApache Maven 3.6.3\\033[m");

        assertThat(mvnw("verify")).contains("downloaded");
    }

    @Test
    void prefersThePinnedMavenOnceItIsThere() throws Exception {
        mvnw("verify");
        install("Apache Maven 3.9.9");

        assertThat(mvnw("verify")).contains("downloaded");
    }

    private void install(String version) throws IOException {
        executable(
                "bin/mvn",
                "#!/bin/sh\nif [ \"$1\" = -v ]; then printf '" + version + "\\n'; else echo installed \"$@\"; fi\n");
    }

    private void project(String sum) throws IOException {
        var wrapper = Files.createDirectories(directory.resolve("project/.mvn/wrapper"));
        Files.copy(
                Path.of("mvnw"),
                directory.resolve("project/mvnw"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                wrapper.resolve("maven-wrapper.properties"),
                "distributionUrl=http://127.0.0.1:" + server.getAddress().getPort()
                        + "/apache-maven-9.9.9-bin.tar.gz\ndistributionSha512Sum=" + sum + "\n");
    }

    private void executable(String name, String content) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String mvnw(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(
                List.of("/bin/sh", directory.resolve("project/mvnw").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().clear();
        process.environment().put("PATH", directory.resolve("bin").toString());
        process.environment().put("HOME", directory.resolve("home").toString());
        var running = process.start();
        var output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        running.waitFor();
        return output;
    }

    private static boolean isThere(String tool) {
        return Files.isExecutable(Path.of(tool));
    }

    private static String sha512(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
    }
}
