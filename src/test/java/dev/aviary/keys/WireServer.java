package dev.aviary.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key service on the loopback address. It keeps one key, really encrypts with it, checks who asks, and can be made to fail; how it speaks is up to
 * each kind.
 */
abstract class WireServer implements AutoCloseable {

    enum Mood {
        WELL,
        MISSING,
        DISABLED,
        FORBIDDING,
        THROTTLING,
        FAILING
    }

    private final HttpServer http;
    private final SecretKeySpec key;
    private final List<String> calls = new ArrayList<>();
    private volatile Mood mood = Mood.WELL;
    private int left;

    WireServer() {
        try {
            var secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            key = new SecretKeySpec(secret, "AES");
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::serve);
            http.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only an answer in the words of this service; throws whatever goes wrong. */
    abstract void answer(HttpExchange exchange, byte[] body, Mood mood) throws IOException, GeneralSecurityException;

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void is(Mood next) {
        mood = next;
        left = Integer.MAX_VALUE;
    }

    void isFor(Mood next, int times) {
        mood = next;
        left = times;
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, exchange.getRequestBody().readAllBytes(), next());
        } catch (GeneralSecurityException | RuntimeException e) {
            exchange.sendResponseHeaders(418, -1);
        }
    }

    private synchronized Mood next() {
        if (mood != Mood.WELL && left-- <= 0) {
            mood = Mood.WELL;
        }
        return mood;
    }

    synchronized void note(String call) {
        calls.add(call);
    }

    static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    byte[] encrypt(byte[] plaintext, byte[] associated) throws GeneralSecurityException {
        var nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plaintext);
        var out = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, out, nonce.length, sealed.length);
        return out;
    }

    /** @throws GeneralSecurityException if it does not open */
    byte[] decrypt(byte[] ciphertext, byte[] associated) throws GeneralSecurityException {
        if (ciphertext.length < 28) {
            throw new GeneralSecurityException("short");
        }
        var nonce = Arrays.copyOf(ciphertext, 12);
        return cipher(Cipher.DECRYPT_MODE, nonce, associated).doFinal(ciphertext, 12, ciphertext.length - 12);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
