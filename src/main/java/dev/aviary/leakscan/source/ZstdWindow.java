package dev.aviary.leakscan.source;

/** How much of what it has unpacked zstd must keep at hand: the first frame of a file says so. */
final class ZstdWindow {

    /** What every program that unpacks zstd is to stand, and more than any but the ultra levels and {@code --long} ask for. */
    static final long USUAL = 1L << 23;

    /** What {@code zstd} unpacks unless it is told to take more. */
    static final long MOST = 1L << 27;

    private static final int FRAME = 0xfd2fb528;
    private static final int SKIPPABLE = 0x184d2a5;
    private static final int BEFORE = 4;

    private ZstdWindow() {}

    /** In bytes; 0 if the beginning does not say it. */
    static long of(byte[] head, int length) {
        long at = 0;
        while (at + 2 * BEFORE <= length && number(head, (int) at, BEFORE) >>> 4 == SKIPPABLE) {
            at += 2 * BEFORE + number(head, (int) at + BEFORE, BEFORE);
        }
        return at + BEFORE + 14 <= length && (int) number(head, (int) at, BEFORE) == FRAME
                ? ofFrame(head, (int) at + BEFORE)
                : 0;
    }

    private static long ofFrame(byte[] head, int at) {
        var descriptor = head[at] & 0xff;
        var whole = (descriptor & 0x20) != 0;
        if (!whole) {
            var window = head[at + 1] & 0xff;
            var base = 1L << 10 + (window >>> 3);
            return base + base / 8 * (window & 7);
        }
        var dictionary = descriptor & 3;
        var size = at + 1 + (dictionary == 3 ? 4 : dictionary);
        return switch (descriptor >>> 6) {
            case 0 -> number(head, size, 1);
            case 1 -> number(head, size, 2) + 256;
            case 2 -> number(head, size, 4);
            default -> number(head, size, 8) & Long.MAX_VALUE;
        };
    }

    private static long number(byte[] head, int at, int bytes) {
        long number = 0;
        for (var i = bytes - 1; i >= 0; i--) {
            number = number << 8 | head[at + i] & 0xff;
        }
        return number;
    }
}
