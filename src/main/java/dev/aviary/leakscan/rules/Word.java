package dev.aviary.leakscan.rules;

/**
 * Bytes that alone lead on from a state of a table. To compare them is several times as fast as to look each one up, which has to wait for the last look-up.
 * Immutable.
 */
final class Word {

    private final byte[] letters;
    private final byte[] cases;
    private final int then;

    /**
     * @param letters in lower case where the case does not count
     * @param cases the bit by which the cases differ, where it does not count
     * @param then the state behind the last letter, or its place
     */
    Word(byte[] letters, byte[] cases, int then) {
        this.letters = letters;
        this.cases = cases;
        this.then = then;
    }

    /** @return behind the last letter; if the text says something else or ends before, the complement of the index behind the last byte looked at */
    int end(byte[] bytes, int from, int to) {
        int length = Math.min(letters.length, to - from);
        for (int at = 0; at < length; at++) {
            if ((bytes[from + at] | cases[at]) != letters[at]) {
                return ~(from + at + 1);
            }
        }
        return length == letters.length ? from + length : ~to;
    }

    Word placed(int[] places) {
        return new Word(letters, cases, places[then]);
    }

    int then() {
        return then;
    }
}
