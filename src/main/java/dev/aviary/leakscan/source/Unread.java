package dev.aviary.leakscan.source;

/**
 * What was not read, or not to its end.
 *
 * @param place as in {@link Texts#begin}
 * @param why in words
 */
public record Unread(String place, String why) {

    private static final String GREW = "grew while it was read";

    static Unread grown(String place, long size) {
        return new Unread(place, GREW + ": the first " + size + " bytes were");
    }

    /** Whether all was read that was there when reading began. */
    public boolean isGrowth() {
        return why.startsWith(GREW);
    }
}
