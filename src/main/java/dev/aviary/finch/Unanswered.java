package dev.aviary.finch;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Words of ours for a call that got no answer. Messages of I/O exceptions can quote what came over the wire, so none is passed on. */
final class Unanswered {

    static final String TIMED_OUT = "timed_out";

    private Unanswered() {}

    static String word(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var word = ofType(cause);
            if (word != null) {
                return word;
            }
        }
        return "connection_lost";
    }

    private static @Nullable String ofType(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "connect_timed_out";
        }
        if (cause instanceof HttpTimeoutException) {
            return TIMED_OUT;
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "unknown_host";
        }
        if (cause instanceof SSLException) {
            return "tls_failed";
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException ? "unknown_host" : "connect_failed";
        }
        return cause instanceof SocketException ? "connection_reset" : null;
    }
}
