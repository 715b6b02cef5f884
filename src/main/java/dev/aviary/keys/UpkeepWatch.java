package dev.aviary.keys;

import java.util.UUID;

/** Whoever has keys looked after: may end it, and is told what happens. The facts are told in the transaction that makes them so. */
public interface UpkeepWatch {

    /** Asked between pages. */
    default boolean mustStop() {
        return false;
    }

    /** So many values or keys more are done. */
    default void done(long count) {}

    /** So many of the tenants are done with. */
    default void tenants(long ended, long all) {}

    default void rotated(UUID tenant, long oldKey, long newKey) {}

    default void retired(UUID tenant, long key) {}

    /**
     * The keys of this and of all earlier epochs are about to be destroyed; so many individuals have their keys in the new one. Told once: a close that is cut off
     * before they are destroyed goes on without telling it again.
     */
    default void epochClosed(UUID tenant, long epoch, long individuals) {}

    default void kekVersionMade(long version) {}

    /** About to be removed from its file; nothing uses it. */
    default void kekVersionRetired(long version) {}

    default void rewrapped(long count) {}
}
