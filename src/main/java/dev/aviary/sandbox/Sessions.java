package dev.aviary.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Connect sessions and the codes they end in (finch-api 2.1 to 2.3). Thread-safe. */
final class Sessions {

    static final Duration CODE_LIFE = Duration.ofMinutes(10);

    /** @param connection whose sign-in is renewed; null for a new connection */
    record Session(
            int number,
            @Nullable Integer connection,
            Set<String> products,
            @Nullable String customerId,
            @Nullable String customerName,
            @Nullable String customerEmail,
            @Nullable String redirectUri,
            @Nullable String provider,
            @Nullable String authentication,
            Instant expires) {}

    record Grant(int connection, int token, @Nullable String redirectUri, Instant expires) {}

    private final Map<Integer, Session> sessions = new HashMap<>();
    private final Map<Integer, Grant> codes = new HashMap<>();
    private int numbers;

    synchronized int nextNumber() {
        return numbers++;
    }

    synchronized void open(Session session) {
        sessions.put(session.number(), session);
    }

    /** Ends the session: it can be completed once. Null if there is none, or no longer. */
    synchronized @Nullable Session take(int number, Instant now) {
        var session = sessions.remove(number);
        return session != null && now.isBefore(session.expires()) ? session : null;
    }

    synchronized int grant(Grant grant) {
        var number = numbers++;
        codes.put(number, grant);
        return number;
    }

    /** Uses the code up. Null if it is unknown, used, too old, or was given to another address. */
    synchronized @Nullable Grant redeem(int code, @Nullable String redirectUri, Instant now) {
        var grant = codes.remove(code);
        if (grant == null || !now.isBefore(grant.expires())) {
            return null;
        }
        return grant.redirectUri() == null || grant.redirectUri().equals(redirectUri) ? grant : null;
    }
}
