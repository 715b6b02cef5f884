package dev.aviary.keyrotation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key-encryption keys that somebody who signed in to this process asked for. A run's parameters stand in the database, and whoever can write there must
 * not choose what wraps all keys (docs/adr/0012: only settings and operators name key-encryption keys). Thread-safe.
 */
public final class RewrapTargets {

    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    RewrapTargets() {}

    /** @param kek URI of the key-encryption key that this process may move to until it ends */
    public void allow(String kek) {
        asked.add(kek);
    }

    boolean isAllowed(String kek) {
        return asked.contains(kek);
    }
}
