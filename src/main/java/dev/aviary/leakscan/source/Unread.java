package dev.aviary.leakscan.source;

/**
 * What was not read, or not to its end.
 *
 * @param place as in {@link Texts#begin}
 * @param why in words
 * @param lasting whether the same bytes would be left out again, as long as the limits are the same
 */
public record Unread(String place, String why, boolean lasting) {

    private static final String GREW = "grew while it was read";

    /** Another time all may be read. */
    public Unread(String place, String why) {
        this(place, why, false);
    }

    static Unread grown(String place, long size) {
        return new Unread(place, GREW + ": the first " + size + " bytes were");
    }

    /** Whether all was read that was there when reading began. */
    public boolean isGrowth() {
        return why.startsWith(GREW);
    }
}
