package dev.aviary.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The limits of finch-api 4 for the one application of this sandbox, and how hard they were pressed. Thread-safe. */
final class RateLimits {

    private static final Map<String, Integer> PER_MINUTE = Map.of(
            "company", 20,
            "directory", 20,
            "individual", 20,
            "employment", 20,
            "pay-statement-item", 20,
            "documents", 20,
            "payment", 12,
            "pay-groups", 12,
            "pay-statement", 12);

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration IP_WINDOW = Duration.ofMinutes(5);
    private static final Duration IP_PENALTY = Duration.ofMinutes(60);
    private static final int PER_IP = 1_000;
    private static final int REMEMBERED_ADDRESSES = 1_000;

    private final Switches switches;
    private final Map<String, Window> products = new ConcurrentHashMap<>();
    private final Map<String, Window> addresses = new ConcurrentHashMap<>();
    private final Map<String, Instant> blockedUntil = new ConcurrentHashMap<>();
    private final Map<String, Integer> violations = new ConcurrentHashMap<>();

    RateLimits(Switches switches) {
        this.switches = switches;
    }

    /** @throws ApiError with {@code finch_api_ip_rl} */
    void checkAddress(String address, Instant now) {
        if (switches.is(Switch.IP_LIMIT, "off") || switches.is(Switch.RATE_LIMIT, "off")) {
            return;
        }
        if (now.isBefore(blockedUntil.getOrDefault(address, Instant.MIN))) {
            throw refuse("finch_api_ip_rl");
        }
        if (addresses.size() > REMEMBERED_ADDRESSES) {
            addresses.clear();
        }
        var window = addresses.computeIfAbsent(address, any -> new Window(PER_IP, IP_WINDOW, false));
        if (!window.admits(now)) {
            blockedUntil.put(address, now.plus(IP_PENALTY));
            addresses.remove(address);
            throw refuse("finch_api_ip_rl");
        }
        window.count(now);
    }

    /**
     * Counts the call as well, unless only successes count.
     *
     * @throws ApiError with {@code finch_application_rl}
     */
    void checkProduct(String bucket, Instant now) {
        if (!isLimited(bucket)) {
            return;
        }
        var window = window(bucket);
        synchronized (window) {
            var admitted = window.admits(now);
            if (switches.is(Switch.RATE_LIMIT_COUNTS, "all")) {
                window.count(now);
            }
            if (!admitted) {
                throw refuse("finch_application_rl");
            }
        }
    }

    void succeeded(String bucket, Instant now) {
        if (isLimited(bucket) && switches.is(Switch.RATE_LIMIT_COUNTS, "successes")) {
            window(bucket).count(now);
        }
    }

    /** How often each limit was overstepped, by {@code finch_code}. */
    Map<String, Integer> violations() {
        return new TreeMap<>(violations);
    }

    private boolean isLimited(String bucket) {
        return PER_MINUTE.containsKey(bucket) && !switches.is(Switch.RATE_LIMIT, "off");
    }

    private Window window(String bucket) {
        var fixed = switches.is(Switch.RATE_LIMIT, "fixed");
        var limit = PER_MINUTE.getOrDefault(bucket, Integer.MAX_VALUE);
        return products.computeIfAbsent(bucket + (fixed ? "/fixed" : ""), any -> new Window(limit, MINUTE, fixed));
    }

    private ApiError refuse(String finchCode) {
        violations.merge(finchCode, 1, Integer::sum);
        return ApiError.rateLimited(finchCode);
    }
}
