package dev.aviary.leakscan.rules;

/** The check digits of an international bank account number. */
final class Iban {

    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    private static final int MOVED = 4;

    private Iban() {}

    /** Blanks do not count. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int count = 0;
        int head = from;
        for (int at = from; at < to; at++) {
            count += bytes[at] == ' ' ? 0 : 1;
            head = count == MOVED && head == from ? at + 1 : head;
        }
        return count >= SHORTEST
                && count <= LONGEST
                && remainder(remainder(0, bytes, head, to), bytes, from, head) == 1;
    }

    /** @return -1 if something else than letters and digits stands there */
    private static int remainder(int before, byte[] bytes, int from, int to) {
        int remainder = before;
        for (int at = from; at < to && remainder >= 0; at++) {
            int value = Character.digit(bytes[at] & 0xff, 36);
            if (bytes[at] != ' ') {
                remainder = value < 0 ? value : (remainder * (value > 9 ? 100 : 10) + value) % 97;
            }
        }
        return remainder;
    }
}
