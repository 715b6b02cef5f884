package dev.aviary.leakscan.exact;

import java.util.Arrays;

/**
 * Finds where a run of Base64 stands for ASCII, whichever of four characters a group of four begins with. Everything that can be recognised in what is
 * decoded is ASCII, also as UTF-16; of other bytes a stretch of this length is taken for it once in 4096 times.
 */
final class AsciiStretches {

    /** Characters that are judged together; any text of 30 bytes holds as many, wherever it begins. */
    private static final int LENGTH = 16;

    /** Characters before and behind that belong to it, and more, for what is around a secret. */
    private static final int MARGIN = 32;

    private static final int BEGINNINGS = 4;
    private static final byte[][] FITTING = new byte[BEGINNINGS][256];

    static {
        for (var b = 0; b < 256; b++) {
            for (var place = 0; place < BEGINNINGS; place++) {
                for (var beginning = 0; beginning < BEGINNINGS; beginning++) {
                    if (fits(Bytes.base64((byte) b), place - beginning & 3)) {
                        FITTING[place][b] |= (byte) (1 << beginning);
                    }
                }
            }
        }
    }

    private final int[] first = new int[BEGINNINGS];
    private final int[] behind = new int[BEGINNINGS];

    /** Takes a stretch that begins with a group of four. */
    interface Stretches {
        void found(int begin, int end);
    }

    /** @param begin of a run of nothing but characters of Base64 */
    void find(byte[] bytes, int begin, int end, Stretches stretches) {
        Arrays.fill(behind, -1);
        for (var at = begin + 3 & ~3; at + LENGTH <= end; at += LENGTH) {
            var fitting = fitting(bytes, at) & fitting(bytes, at + 4);
            if (fitting == 0) {
                continue;
            }
            fitting &= fitting(bytes, at + 8) & fitting(bytes, at + 12);
            for (var rest = fitting; rest != 0; rest &= rest - 1) {
                note(Integer.numberOfTrailingZeros(rest), at, begin, end, stretches);
            }
        }
        for (var beginning = 0; beginning < BEGINNINGS; beginning++) {
            tell(beginning, begin, end, stretches);
        }
    }

    /** A bit for each beginning of groups with which these four stand for ASCII. */
    private static int fitting(byte[] bytes, int at) {
        return FITTING[0][bytes[at] & 0xff]
                & FITTING[1][bytes[at + 1] & 0xff]
                & FITTING[2][bytes[at + 2] & 0xff]
                & FITTING[3][bytes[at + 3] & 0xff];
    }

    /** The first bits of the three bytes are in the first, second and third of four characters. */
    private static boolean fits(int value, int place) {
        return switch (place) {
            case 0 -> (value & 0x20) == 0;
            case 1 -> (value & 0x08) == 0;
            case 2 -> (value & 0x02) == 0;
            default -> true;
        };
    }

    private void note(int beginning, int at, int begin, int end, Stretches stretches) {
        if (behind[beginning] < 0 || behind[beginning] < at - 2 * MARGIN) {
            tell(beginning, begin, end, stretches);
            first[beginning] = at;
        }
        behind[beginning] = at + LENGTH;
    }

    private void tell(int beginning, int begin, int end, Stretches stretches) {
        if (behind[beginning] >= 0) {
            var from = Math.max(begin, first[beginning] - MARGIN);
            stretches.found(from + (beginning - from & 3), Math.min(end, behind[beginning] + MARGIN));
            behind[beginning] = -1;
        }
    }
}
