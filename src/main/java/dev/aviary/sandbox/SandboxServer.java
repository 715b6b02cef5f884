package dev.aviary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The simulator, listening on the loopback address only: it is for trying out, and its secrets follow from its seed. */
final class SandboxServer implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(SandboxServer::thread);
    private final Desk desk;

    private SandboxServer(HttpServer http, Desk desk) {
        this.http = http;
        this.desk = desk;
    }

    /** @throws java.net.BindException if the port is taken */
    static SandboxServer start(Settings settings, Clock machine, Pause pause) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        var desk = new Desk(settings, machine, pause);
        var server = new SandboxServer(HttpServer.create(address, 0), desk);
        server.http.createContext("/", server::handle);
        server.http.setExecutor(server.threads);
        server.http.start();
        return server;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    World world() {
        return desk.world();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            desk.handle(exchange);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "sandbox-http");
        thread.setDaemon(true);
        return thread;
    }
}
