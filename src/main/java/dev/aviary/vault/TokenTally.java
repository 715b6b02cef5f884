package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/**
 * Openings counted in memory since they were last written. A map of numbers, not of adders: what is taken out to be written is taken out whole, so no
 * opening that happens meanwhile is lost or counted twice.
 */
final class TokenTally {

    private final Map<Key, Long> counts = new ConcurrentHashMap<>();

    record Key(TenantId tenant, ConnectionId connection, Occasion occasion) {}

    void count(Key key) {
        counts.merge(key, 1L, Long::sum);
    }

    /** Hands on every count and forgets it. What {@code write} throws ends this; the count it was given is kept then. */
    void drain(ObjLongConsumer<Key> write) {
        for (var key : counts.keySet()) {
            var openings = counts.remove(key);
            if (openings != null) {
                drain(key, openings, write);
            }
        }
    }

    private void drain(Key key, long openings, ObjLongConsumer<Key> write) {
        var written = false;
        try {
            write.accept(key, openings);
            written = true;
        } finally {
            if (!written) {
                counts.merge(key, openings, Long::sum);
            }
        }
    }
}
