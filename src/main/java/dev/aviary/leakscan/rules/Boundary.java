package dev.aviary.leakscan.rules;

/** Where a match must not go on with letters, digits or underscores, as a part of something longer. */
enum Boundary {
    BOTH(true, true),
    LEFT(true, false),
    RIGHT(false, true),
    NONE(false, false);

    private static final int LONGEST_COLOUR = 12;

    private final boolean left;
    private final boolean right;

    Boundary(boolean left, boolean right) {
        this.left = left;
        this.right = right;
    }

    boolean isOnLeft() {
        return left;
    }

    boolean allowsBeginning(byte[] bytes, int from, int at) {
        return !left || isBeginning(bytes, from, at);
    }

    boolean allowsEnd(byte[] bytes, int at, int to) {
        return !right || at >= to || !isWord(bytes[at]);
    }

    /** A letter that ends an escape, {@code \n}, {@code \u003d}, {@code %3D} or the colour of a terminal, is no part of the text behind it. */
    static boolean isBeginning(byte[] bytes, int from, int at) {
        return at <= from
                || !isWord(bytes[at - 1])
                || isAt(bytes, from, at - 2, '\\')
                || isAt(bytes, from, at - 3, '%')
                || isAt(bytes, from, at - 4, '\\')
                || (isAt(bytes, from, at - 6, '\\') && isAt(bytes, from, at - 5, 'u'))
                || (bytes[at - 1] == 'm' && endsColour(bytes, from, at - 2));
    }

    private static boolean endsColour(byte[] bytes, int from, int last) {
        int at = last;
        while (at > from && last - at < LONGEST_COLOUR && (isDigit(bytes[at]) || bytes[at] == ';')) {
            at--;
        }
        return isAt(bytes, from, at, '[') && isAt(bytes, from, at - 1, 0x1b);
    }

    private static boolean isAt(byte[] bytes, int from, int at, int value) {
        return at >= from && bytes[at] == value;
    }

    static boolean isWord(byte value) {
        return isDigit(value) || (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || value == '_';
    }

    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
