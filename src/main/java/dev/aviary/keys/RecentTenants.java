package dev.aviary.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Unwrapped tenant keysets, the most recently used ones, each for a limited time: memory stays bounded, and a keyset that another process
 * shredded is forgotten here soon.
 */
final class RecentTenants<K> {

    private final int most;
    private final Duration age;
    private final Clock clock;
    private final Map<UUID, Entry<K>> entries = new LinkedHashMap<>(16, 0.75f, true);

    RecentTenants(int most, Duration age, Clock clock) {
        this.most = most;
        this.age = age;
        this.clock = clock;
    }

    private record Entry<K>(K keys, Instant until) {}

    /** Two threads may both load at first; what they load is the same. */
    K get(UUID tenant, Function<UUID, K> load) {
        var known = find(tenant);
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.keys();
        }
        var loaded = load.apply(tenant);
        keep(tenant, new Entry<>(loaded, clock.instant().plus(age)));
        return loaded;
    }

    synchronized void forget(UUID tenant) {
        entries.remove(tenant);
    }

    private synchronized @Nullable Entry<K> find(UUID tenant) {
        return entries.get(tenant);
    }

    private synchronized void keep(UUID tenant, Entry<K> entry) {
        entries.put(tenant, entry);
        if (entries.size() > most) {
            var oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
