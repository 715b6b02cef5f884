package dev.aviary.keys;

import org.jspecify.annotations.Nullable;

/**
 * What a check-up of the keys found.
 *
 * @param checked what was looked at and, if fine, how it is
 * @param fault what is wrong and what to do about it; null if nothing is
 */
public record KeyFinding(String checked, @Nullable String fault) {

    public boolean isFine() {
        return fault == null;
    }
}
