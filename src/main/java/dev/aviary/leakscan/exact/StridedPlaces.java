package dev.aviary.leakscan.exact;

import dev.aviary.vault.SecretForm;
import dev.aviary.vault.WindowHash;

/**
 * Which windows of a form are looked up at the stride: from one place of it to another, so that whatever must be found has eight of them in a row, and
 * one of these at a multiple of eight.
 *
 * <p>That is the whole form; what is left of it behind the end of a line, if less than a window stands before; and of a text the 24 bytes that make a
 * part probable. What is left before the end of a line, and directly behind it, is looked up there, among all windows.
 */
record StridedPlaces(int first, int end) {

    private static final int STRIDE = WindowHash.STRIDE;

    /** Bytes of a form that are too few to be looked up. */
    private static final int UNSEEN = WindowHash.WINDOW - 1;

    /** Windows of the shortest part that is probable. */
    private static final int PART = 24 - UNSEEN;

    /** @param windows that are kept of the form */
    static StridedPlaces of(SecretForm form, int windows) {
        if (windows < UNSEEN + STRIDE) {
            return isText(form) ? new StridedPlaces(0, windows) : new StridedPlaces(0, Math.min(windows, STRIDE));
        }
        return isText(form)
                ? new StridedPlaces(PART - STRIDE, Math.max(windows - (PART - STRIDE), UNSEEN + STRIDE))
                : new StridedPlaces(UNSEEN, UNSEEN + STRIDE);
    }

    private static boolean isText(SecretForm form) {
        return switch (form) {
            case TEXT, UPPER, LOWER, COMPACT, COMPACT_UPPER -> true;
            default -> false;
        };
    }

    int count() {
        return end - first;
    }

    boolean has(int place) {
        return first <= place && place < end;
    }
}
