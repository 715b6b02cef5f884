package dev.aviary.leakscan.rules;

/** The check digits of an international bank account number. */
final class Iban {

    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;

    private Iban() {}

    /** Blanks do not count. */
    static boolean isValid(byte[] bytes, int from, int to) {
        var text = new StringBuilder();
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ') {
                text.append((char) bytes[at]);
            }
        }
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return false;
        }
        return remainder(text.substring(4) + text.substring(0, 4)) == 1;
    }

    private static int remainder(String turned) {
        int remainder = 0;
        for (int at = 0; at < turned.length(); at++) {
            int value = Character.digit(turned.charAt(at), 36);
            if (value < 0) {
                return value;
            }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }
}
