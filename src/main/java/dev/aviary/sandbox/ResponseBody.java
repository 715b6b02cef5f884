package dev.aviary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer. What fits the buffer goes out with its length, in one write; what does not is streamed in chunks, so that an
 * answer of any size needs this buffer only. The status is sent with the first byte, not before.
 */
final class ResponseBody extends OutputStream {

    private static final int SIZE = 64 * 1024;
    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[SIZE]);

    /** Ends an answer whose connection is to break in the middle. */
    static final class CutException extends IOException {

        CutException() {
            super("cut on purpose");
        }
    }

    private final HttpExchange http;
    private final int status;
    private final @Nullable Fault cut;
    private final @Nullable Fault truncated;
    private final byte[] buffer = BUFFERS.get();
    private int filled;
    private boolean streaming;

    ResponseBody(HttpExchange http, int status, @Nullable Fault cut, @Nullable Fault truncated) {
        this.http = http;
        this.status = status;
        this.cut = cut;
        this.truncated = truncated;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var at = offset;
        var left = length;
        while (left > 0) {
            if (filled == SIZE) {
                drain();
            }
            var part = Math.min(left, SIZE - filled);
            System.arraycopy(bytes, at, buffer, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    /** Nothing before the buffer is full: generators flush more often than is good. */
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        if (cut != null || truncated != null) {
            damage(filled / 2);
        } else if (streaming) {
            http.getResponseBody().write(buffer, 0, filled);
        } else {
            http.sendResponseHeaders(status, filled == 0 ? -1 : filled);
            http.getResponseBody().write(buffer, 0, filled);
        }
        http.getResponseBody().close();
    }

    private void drain() throws IOException {
        if (cut != null || truncated != null) {
            damage(filled);
        }
        if (!streaming) {
            http.sendResponseHeaders(status, 0);
            streaming = true;
        }
        http.getResponseBody().write(buffer, 0, filled);
        filled = 0;
    }

    /** Sends the beginning only. A truncated answer ends as if it were whole, a cut one promises more and breaks the connection. */
    private void damage(int bytes) throws IOException {
        var fault = cut != null ? cut : truncated;
        var sent = (int) Math.min(filled, fault == null ? bytes : fault.number("bytes", bytes));
        http.sendResponseHeaders(status, cut != null ? filled + 1L : sent == 0 ? -1 : sent);
        http.getResponseBody().write(buffer, 0, sent);
        http.getResponseBody().flush();
        if (cut == null) {
            http.getResponseBody().close();
        }
        throw new CutException();
    }
}
