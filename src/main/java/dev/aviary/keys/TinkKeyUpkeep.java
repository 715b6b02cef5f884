package dev.aviary.keys;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The three kinds of upkeep behind one face. */
record TinkKeyUpkeep(KeysetRows rows, TenantRotation rotation, Epochs epochs, Rewrap rewrap, KekProviders providers)
        implements KeyUpkeep {

    @Override
    public List<UUID> tenants() {
        return rows.living();
    }

    @Override
    public State state(UUID tenant) {
        var row = rows.findCommitted(tenant).orElseThrow();
        var counts = rotation.counts(tenant);
        var keys = new LinkedHashMap<Long, Map<String, Long>>();
        counts.forEach((key, tables) -> keys.put(Integer.toUnsignedLong(key), tables));
        return new State(
                tenant,
                keys.keySet().iterator().next(),
                keys,
                row.epoch(),
                row.epochAt(),
                row.rotatedAt(),
                epochs.living(tenant),
                epochs.outdated(tenant, row.epoch()),
                epochs.files().epochs(tenant).size());
    }

    @Override
    public Rotated rotate(UUID tenant, Instant since, UpkeepWatch watch) {
        return rotation.rotate(tenant, since, watch);
    }

    @Override
    public int closeEpoch(UUID tenant, Instant since, UpkeepWatch watch) {
        return epochs.close(tenant, since, watch);
    }

    @Override
    public Rewrapped rewrap(@Nullable String to, UpkeepWatch watch) {
        return rewrap.rewrap(to, watch);
    }

    @Override
    public Instant afterKekVersion(Instant now) {
        return rewrap.afterNewest(now);
    }

    @Override
    public Rewrapped newKekVersion(Instant since, UpkeepWatch watch) {
        return rewrap.newVersion(since, watch);
    }

    @Override
    public Map<Long, Long> kekVersions() {
        return rewrap.versions();
    }

    @Override
    public boolean isKekLocal() {
        return rewrap.isLocal();
    }

    @Override
    public void requireKeeper(String kek) {
        providers.requireKeeper(kek);
    }
}
