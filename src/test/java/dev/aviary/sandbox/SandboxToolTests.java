package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxToolTests {

    private final ToolProvider tool = ServiceLoader.load(ToolProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("aviary-sandbox"))
            .findFirst()
            .orElseThrow();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void announcesItselfAndServesUntilInterrupted() throws Exception {
        var exit = new CompletableFuture<Integer>();
        var pipe = new PipedReader(65_536);
        var writer = new PrintWriter(new PipedWriter(pipe));
        var thread = new Thread(
                () -> exit.complete(tool.run(writer, new PrintWriter(err), "--port", "0", "--profile", "demo")));
        thread.start();

        var lines = new BufferedReader(pipe);
        assertThat(parsed(lines.readLine())).containsOnlyKeys("base_url", "client_id", "client_secret", "connections");
        for (var status :
                new String[] {"connected", "connected", "connected", "connected", "processing", "reauth", "connected"
                }) {
            assertThat(parsed(lines.readLine()))
                    .containsOnlyKeys(
                            "tenant",
                            "connection_id",
                            "access_token",
                            "provider_id",
                            "kind",
                            "status",
                            "entity_ids",
                            "products",
                            "employees")
                    .containsEntry("status", status);
        }
        thread.interrupt();
        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void saysWhenThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", String.valueOf(taken.getLocalPort()))).isEqualTo(1);
            assertThat(err.toString().strip())
                    .isEqualTo("port " + taken.getLocalPort() + " is taken; choose another with --port");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--port x",
                "--port -1",
                "--port 70000",
                "--port 0 --tenants 0",
                "--port 0 --employees -1",
                "--port 0 --rate-limits maybe",
                "--port 0 --latency -5",
                "--port 0 --switch nonsense=1",
                "--port 0 --switch batch-caps=maybe",
                "--port 0 --faults {",
                "--port 0 --faults [{\"kind\":\"none\"}]",
                "--port 0 --faults /none.json",
                "--port 0 --clock noon",
                "--port 0 --what"
            })
    void refusesWrongUsageInOneLine(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString().strip()).isNotEmpty().doesNotContain("\n").doesNotContain("Exception");
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--tenants", "--faults", "statement-pages");
    }

    @Test
    void takesFaultsFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("faults.json"), "[{\"kind\":\"error\"},{\"kind\":\"slow\"}]");
        var command = new SandboxCommand(
                new PrintWriter(out), new PrintWriter(err), java.time.Clock.systemUTC(), pause -> {});
        new picocli.CommandLine(command).parseArgs("--port", "0", "--faults", file.toString());

        assertThat(command.settings().faults()).hasSize(2);
    }

    private int run(String... arguments) {
        return tool.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private static Map<String, Object> parsed(String line) {
        return TestSandbox.map(JsonTree.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
