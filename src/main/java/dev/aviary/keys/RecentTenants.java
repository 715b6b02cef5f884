package dev.aviary.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Unwrapped tenant keysets, the most recently used ones, each for a limited time: memory stays bounded, and a keyset that another process
 * shredded is forgotten here soon. Asked for every value that is sealed or opened, so looking up takes no lock.
 */
final class RecentTenants<K> {

    private final int most;
    private final Duration age;
    private final Clock clock;
    private final Map<UUID, Entry<K>> entries = new ConcurrentHashMap<>();

    /** Counts changes from one tenant to another. A count that two threads lose makes an entry look a little older, no more. */
    private long turn;

    RecentTenants(int most, Duration age, Clock clock) {
        this.most = most;
        this.age = age;
        this.clock = clock;
    }

    private static final class Entry<K> {

        private final K keys;
        private final long untilMillis;
        private long lastTurn;

        Entry(K keys, long untilMillis) {
            this.keys = keys;
            this.untilMillis = untilMillis;
        }
    }

    /** Two threads may both load at first; what they load is the same. */
    K get(UUID tenant, Function<UUID, K> load) {
        var known = entries.get(tenant);
        if (known != null && known.untilMillis > clock.millis()) {
            touch(known);
            return known.keys;
        }
        var asked = clock.millis();
        return renew(tenant, load.apply(tenant), asked);
    }

    /** @param readAtMillis before they were read: from then on they may be outdated */
    K renew(UUID tenant, K keys, long readAtMillis) {
        var loaded = new Entry<>(keys, readAtMillis + age.toMillis());
        touch(loaded);
        keep(tenant, loaded);
        return loaded.keys;
    }

    long now() {
        return clock.millis();
    }

    /** Whether the tenant was loaded and is not forgotten yet, even if its time is up. */
    boolean has(UUID tenant) {
        return entries.containsKey(tenant);
    }

    void forget(UUID tenant) {
        entries.remove(tenant);
    }

    private void touch(Entry<K> entry) {
        if (entry.lastTurn != turn || turn == 0) {
            entry.lastTurn = ++turn;
        }
    }

    private synchronized void keep(UUID tenant, Entry<K> entry) {
        entries.put(tenant, entry);
        if (entries.size() > most) {
            entries.entrySet().stream()
                    .filter(other -> other.getValue() != entry)
                    .min(Comparator.comparingLong(other -> other.getValue().lastTurn))
                    .ifPresent(oldest -> entries.remove(oldest.getKey(), oldest.getValue()));
        }
    }
}
