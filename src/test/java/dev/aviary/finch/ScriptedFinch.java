package dev.aviary.finch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers what the test has written down, in order. */
final class ScriptedFinch implements AutoCloseable {

    /** One answer; may break it off. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    record Request(String line, Map<String, List<String>> headers, String body) {}

    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final ArrayDeque<Reply> script = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ScriptedFinch() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ScriptedFinch then(Reply reply) {
        script.add(reply);
        return this;
    }

    ScriptedFinch then(int status, String body, String... headers) {
        return then(exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            send(exchange, status, body, body.getBytes(StandardCharsets.UTF_8).length);
        });
    }

    ScriptedFinch ok(String body) {
        return then(200, body, "Content-Type", "application/json", "Finch-Request-Id", "req-1");
    }

    /** Promises the whole body and hangs up after a part of it. */
    ScriptedFinch cutOff(String begin) {
        return then(exchange -> send(exchange, 200, begin, begin.length() + 1000L));
    }

    /** Hangs up without a word. */
    ScriptedFinch hangUp() {
        return then(HttpExchange::close);
    }

    private static void send(HttpExchange exchange, int status, String body, long promised) throws IOException {
        exchange.sendResponseHeaders(status, promised == 0 ? -1 : promised);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        Reply reply;
        synchronized (script) {
            reply = script.poll();
        }
        try {
            if (reply != null) {
                reply.to(exchange);
            }
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
