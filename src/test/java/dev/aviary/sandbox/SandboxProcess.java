package dev.aviary.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox in a Java machine of its own with a heap of 64 MB; {@link #main} is what runs there. */
final class SandboxProcess implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Map<String, @Nullable Object>> connections = new ArrayList<>();
    private final Process process;
    private final String baseUrl;

    private SandboxProcess(Process process) throws IOException {
        this.process = process;
        var lines = process.inputReader();
        this.baseUrl = (String) parsed(lines).get("base_url");
    }

    public static void main(String[] args) {
        var serving = Thread.currentThread();
        var watch = new Thread(() -> interruptAtEndOfInput(serving));
        watch.setDaemon(true);
        watch.start();
        System.exit(new SandboxTool().run(new PrintWriter(System.out), new PrintWriter(System.err), args));
    }

    /** So that it never outlives the tests, however they end. */
    private static void interruptAtEndOfInput(Thread serving) {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("standard input is gone");
        }
        serving.interrupt();
    }

    static SandboxProcess start(int tenants, int employees, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxProcess.class.getName(),
                "--port=0",
                "--rate-limits=off",
                "--clock=" + TestSandbox.NOON,
                "--tenants=" + tenants,
                "--employees=" + employees));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var started = new SandboxProcess(process);
        for (int i = 0; i < tenants; i++) {
            started.connections.add(parsed(process.inputReader()));
        }
        return started;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    byte[] get(int connection, String path) throws Exception {
        return send(connection, HttpRequest.newBuilder(URI.create(baseUrl + path)));
    }

    byte[] post(int connection, String path, String body) throws Exception {
        return send(
                connection, HttpRequest.newBuilder(URI.create(baseUrl + path)).POST(BodyPublishers.ofString(body)));
    }

    private byte[] send(int connection, HttpRequest.Builder request) throws Exception {
        request.header("Authorization", "Bearer " + connections.get(connection).get("access_token"));
        request.header("Finch-API-Version", "2020-09-17");
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Map<String, @Nullable Object> parsed(BufferedReader lines) throws IOException {
        return TestSandbox.map(JsonTree.read(lines.readLine().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
