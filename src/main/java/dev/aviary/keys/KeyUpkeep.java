package dev.aviary.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes new keys and retires old ones, while everything else goes on. Every method can be cut off at any instant and called again: what was done is not done
 * twice, and two that do the same at once do no harm. Nothing is retired unless a count in the database proves that nothing uses it. Thread-safe.
 */
public interface KeyUpkeep {

    /** Every tenant whose keys were not shredded, in one order. */
    List<UUID> tenants();

    /** The keys of a tenant, with how much each of them seals. One unwrapping by the key-encryption key. */
    State state(UUID tenant);

    /**
     * Gives the tenant's sealing keyset a new primary key, seals everything of the tenant under it, and retires older keys. A key is retired only when nothing
     * is counted under it and it has been superseded for two days, twice the longest {@code aviary.keys.cached-for}: until then another process may still seal under it. A rotation
     * that was begun before is finished first.
     *
     * @param since a keyset that got a new primary at or after this instant gets no other
     */
    Rotated rotate(UUID tenant, Instant since, UpkeepWatch watch);

    /**
     * Makes a new epoch key, wraps the keys of all living individuals under it, and destroys the keys of older epochs: no older copy of the database opens
     * for individuals that were shredded before this.
     *
     * @param since if the epoch began at or after this instant it is not closed, but what an earlier close left undone is done
     * @return how many epoch keys were destroyed
     * @throws KeyUnusableException if a key of an individual does not open; the old epoch is kept then
     */
    int closeEpoch(UUID tenant, Instant since, UpkeepWatch watch);

    /**
     * Wraps every keyset and every epoch key under another key-encryption key, or under the newest version of the one there is. Older versions of a local key
     * are removed from its file once a count proves that they wrap nothing, and two days after the newest was made.
     *
     * @param to its URI; null for the one of {@code aviary.keys.kek}, also to move away from {@code aviary.keys.former-keks}
     * @throws KeyUnusableException if it cannot be used, or if something opens with no key there is; what was wrapped anew stays so
     */
    Rewrapped rewrap(@Nullable String to, UpkeepWatch watch);

    /**
     * Gives the local key-encryption key a new version in the same file, and wraps everything under that. Processes that run follow the file.
     *
     * @param since if the newest version was made at or after this instant, no other is made
     * @throws KeyUnusableException if the key-encryption key is kept by a key service
     */
    Rewrapped newKekVersion(Instant since, UpkeepWatch watch);

    /**
     * When a new version is asked for: {@code now}, or the second after the newest version was made, since its file may keep no more than seconds. Asked once
     * for a run, however often that is taken up again.
     */
    Instant afterKekVersion(Instant now);

    /** How many keysets each version of the local key-encryption key wraps, the newest first; empty if a key service keeps it. */
    Map<Long, Long> kekVersions();

    /** Whether {@code aviary.keys.kek} is a local key, which can be given a new version here. */
    boolean isKekLocal();

    /** @throws KeyUnusableException if this is not the name of a key-encryption key that somebody here keeps; asks no key service */
    void requireKeeper(String kek);

    /**
     * What a rotation came to.
     *
     * @param retired how many old keys were removed
     * @param waiting how many are still in the keyset
     * @param inUse how many values are still sealed under those
     */
    record Rotated(int retired, int waiting, long inUse) {}

    /**
     * What a rewrap came to.
     *
     * @param wrapped how many keysets and epoch keys were wrapped anew
     * @param retired how many older versions of a local key were removed
     * @param waiting how many are still in its file
     * @param inUse how many keysets are not proven to be wrapped by the newest; counted only while older ones are there
     */
    record Rewrapped(long wrapped, int retired, int waiting, long inUse) {}

    /**
     * @param primary number of the key that seals now
     * @param keys how many values each key of the keyset seals, per table
     * @param epoch the newest
     * @param epochAt when it began; null for a tenant from before there were epochs
     * @param rotatedAt when the primary key was made; null if it is the first
     * @param individuals living keys of individuals
     * @param outdated those of them that an older epoch wraps
     * @param epochKeys how many epoch keys there are
     */
    record State(
            UUID tenant,
            long primary,
            Map<Long, Map<String, Long>> keys,
            long epoch,
            @Nullable Instant epochAt,
            @Nullable Instant rotatedAt,
            long individuals,
            long outdated,
            int epochKeys) {}
}
