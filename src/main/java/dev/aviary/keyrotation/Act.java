package dev.aviary.keyrotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one run does. */
enum Act {
    /** A new key for each tenant; everything sealed by older ones is sealed anew. */
    ROTATE,
    /** All keysets wrapped by another key-encryption key. */
    REWRAP,
    /** A new epoch for each tenant; the old one's key is destroyed. */
    EPOCH;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Act> of(Object word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }
}
