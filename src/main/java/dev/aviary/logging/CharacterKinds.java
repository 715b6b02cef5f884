package dev.aviary.logging;

/** What a character is to whoever looks for secrets: letters, digits and signs that secrets consist of, or none of them. */
final class CharacterKinds {

    static final int LETTER = 1;
    static final int UPPER = 2;
    static final int DIGIT = 4;
    static final int DASH = 8;

    /** {@code =} is not among them, because it separates. */
    static final int SIGN = 16;

    private static final byte[] KINDS = kinds();

    private CharacterKinds() {}

    /** 0 if secrets do not have it. */
    static int kind(char c) {
        return c < 128 ? KINDS[c] : 0;
    }

    static boolean areDigits(char[] characters, int from, int count) {
        if (from < 0 || from + count > characters.length) {
            return false;
        }
        for (int at = from; at < from + count; at++) {
            if (kind(characters[at]) != DIGIT) {
                return false;
            }
        }
        return true;
    }

    static boolean isOneOf(char c, String characters) {
        return characters.indexOf(c) >= 0;
    }

    private static byte[] kinds() {
        var kinds = new byte[128];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] = (byte) kindOf(c);
        }
        return kinds;
    }

    private static int kindOf(char c) {
        if (c >= 'a' && c <= 'z') {
            return LETTER;
        }
        if (c >= 'A' && c <= 'Z') {
            return UPPER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return switch (c) {
            case '-' -> DASH;
            case '_' -> LETTER;
            case '.', '~', '+', '/' -> SIGN;
            default -> 0;
        };
    }
}
