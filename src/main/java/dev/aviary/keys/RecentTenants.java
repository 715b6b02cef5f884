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
final class RecentTenants {

    private final int most;
    private final Duration age;
    private final Clock clock;
    private final Map<UUID, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    RecentTenants(int most, Duration age, Clock clock) {
        this.most = most;
        this.age = age;
        this.clock = clock;
    }

    private record Entry(TenantKeys keys, Instant until) {}

    /** Two threads may both load at first; what they load is the same. */
    TenantKeys get(UUID tenant, Function<UUID, TenantKeys> load) {
        var known = find(tenant);
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.keys();
        }
        var loaded = load.apply(tenant);
        keep(tenant, new Entry(loaded, clock.instant().plus(age)));
        return loaded;
    }

    private synchronized @Nullable Entry find(UUID tenant) {
        return entries.get(tenant);
    }

    private synchronized void keep(UUID tenant, Entry entry) {
        entries.put(tenant, entry);
        if (entries.size() > most) {
            var oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
