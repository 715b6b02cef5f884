package dev.aviary.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Unwrapped tenant keysets, the most recently used ones, each for a limited time: memory stays bounded, and a keyset that another process
 * shredded is forgotten here soon. Asked for every value that is sealed or opened, so looking up takes no lock and reads no clock.
 */
final class RecentTenants<K> {

    /** How far the time that is told may be behind the clock on a machine that stood still, before the clock must have been put back. */
    static final Duration LATE = Duration.ofSeconds(10);

    private final int most;
    private final Duration age;
    private final Clock clock;
    private final KeysetTime about;
    private final Map<UUID, Entry<K>> entries = new ConcurrentHashMap<>();

    /** Counts changes from one tenant to another. A count that two threads lose makes an entry look a little older, no more. */
    private long turn;

    RecentTenants(int most, Duration age, Clock clock, KeysetTime about) {
        this.most = most;
        this.age = age;
        this.clock = clock;
        this.about = about;
    }

    /** What is known of a tenant. May be held on to, by whoever asks {@link #isGood} before each use. */
    static final class Entry<K> {

        private final K keys;
        private final long fromMillis;
        private final long untilMillis;
        private long lastTurn;
        private volatile boolean isForgotten;

        Entry(K keys, long fromMillis, long untilMillis) {
            this.keys = keys;
            this.fromMillis = fromMillis;
            this.untilMillis = untilMillis;
        }

        K keys() {
            return keys;
        }

        /** What was forgotten is never good again. */
        boolean isForgotten() {
            return isForgotten;
        }
    }

    /** Two threads may both load at first; what they load is the same. */
    Entry<K> get(UUID tenant, Function<UUID, K> load) {
        var known = entries.get(tenant);
        if (known != null && isGood(known)) {
            return known;
        }
        var asked = clock.millis();
        return renew(tenant, load.apply(tenant), asked);
    }

    /** Whether it is neither forgotten nor too old, nor from after now, because the clock was put back; says also that it is being used. */
    boolean isGood(Entry<K> entry) {
        touch(entry);
        var now = about.aboutMillis();
        return !entry.isForgotten && entry.untilMillis > now && entry.fromMillis <= now;
    }

    /** @param readAtMillis before they were read: from then on they may be outdated */
    Entry<K> renew(UUID tenant, K keys, long readAtMillis) {
        var loaded = new Entry<>(keys, readAtMillis - LATE.toMillis(), readAtMillis + age.toMillis());
        touch(loaded);
        keep(tenant, loaded);
        return loaded;
    }

    long now() {
        return clock.millis();
    }

    void forget(UUID tenant) {
        forgotten(entries.remove(tenant));
    }

    private void touch(Entry<K> entry) {
        if (entry.lastTurn != turn || turn == 0) {
            entry.lastTurn = ++turn;
        }
    }

    private synchronized void keep(UUID tenant, Entry<K> entry) {
        forgotten(entries.put(tenant, entry));
        if (entries.size() > most) {
            entries.entrySet().stream()
                    .filter(other -> other.getValue() != entry)
                    .min(Comparator.comparingLong(other -> other.getValue().lastTurn))
                    .ifPresent(oldest -> forget(oldest.getKey()));
        }
    }

    /** Whoever holds it must notice. */
    private static void forgotten(@Nullable Entry<?> entry) {
        if (entry != null) {
            entry.isForgotten = true;
        }
    }
}
