package dev.aviary.sandbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API.
 *
 * @param name of the endpoint in the request log, in faults and among the rate limits
 * @param product that the token must grant; null if none is needed
 */
record Route(
        String method,
        String pattern,
        String name,
        Access access,
        @Nullable String product,
        Handler handler) {

    enum Access {
        /** Client id and secret in the body, or nothing. */
        OPEN,
        BASIC,
        BEARER,
        /** Client id and secret, and no part of the API: unlimited, without faults, not in the log. */
        ADMIN
    }

    @FunctionalInterface
    interface Handler {

        /** @throws ApiError instead of answering, before anything is sent */
        void answer(Call call) throws IOException;
    }

    /** @param parts the variable parts of the path by name */
    record Match(Route route, Map<String, String> parts) {}

    /** Serves employer data: subject to the connection's state, to entities and with freshness headers. */
    boolean readsEmployer() {
        return pattern.startsWith("/employer/");
    }

    /** Null if this is another path or method. */
    @Nullable
    Match match(String wantedMethod, String path) {
        if (!method.equals(wantedMethod)) {
            return null;
        }
        var wanted = path.split("/", -1);
        var segments = pattern.split("/", -1);
        if (wanted.length != segments.length) {
            return null;
        }
        var parts = new HashMap<String, String>();
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                parts.put(segments[i].substring(1, segments[i].length() - 1), wanted[i]);
            } else if (!segments[i].equals(wanted[i])) {
                return null;
            }
        }
        return new Match(this, parts);
    }
}
