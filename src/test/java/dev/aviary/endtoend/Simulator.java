package dev.aviary.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Finch of this JVM, as other processes reach it: over HTTP. Its limits are off, its clock stands still, and every answer takes a while. */
final class Simulator implements AutoCloseable {

    /** What it announced of one connection. */
    record Announced(String tenant, String connection, String token) {}

    private final Thread thread;
    private final JsonNode finch;
    private final List<Announced> connections = new ArrayList<>();

    private Simulator(Thread thread, BufferedReader lines) throws IOException {
        this.thread = thread;
        var mapper = JsonMapper.builder().build();
        this.finch = mapper.readTree(line(lines.readLine()));
        for (int left = finch.path("connections").asInt(); left > 0; left--) {
            var line = mapper.readTree(line(lines.readLine()));
            connections.add(new Announced(
                    line.path("tenant").asString(),
                    line.path("connection_id").asString(),
                    line.path("access_token").asString()));
        }
    }

    static Simulator start(int tenants, int employees, int latencyMillis) {
        try {
            var lines = new PipedReader(1 << 16);
            var out = new PrintWriter(new PipedWriter(lines), true);
            var tool = ToolProvider.findFirst("aviary-sandbox").orElseThrow();
            var thread = new Thread(
                    () -> tool.run(
                            out, new PrintWriter(System.err, true), arguments(tenants, employees, latencyMillis)),
                    "sandbox");
            thread.setDaemon(true);
            thread.start();
            return new Simulator(thread, new BufferedReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] arguments(int tenants, int employees, int latencyMillis) {
        return ("--port 0 --seed 7 --rate-limits off --payments 3 --clock 2026-08-20T12:00:00Z --tenants " + tenants
                        + " --employees " + employees + " --latency " + latencyMillis)
                .split(" ");
    }

    List<Announced> connections() {
        return connections;
    }

    String text(String field) {
        return finch.path(field).asString();
    }

    private static String line(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("The simulator did not start");
        }
        return line;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
