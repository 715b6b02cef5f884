package dev.aviary.leakscan.rules;

/** The digits of a piece of text, without what stands between them, and the check digits and ranges that they must keep. Copies nothing. */
final class Digits {

    private static final int LONGEST = 24;

    /** So many have a value. */
    private static final int NUMBERED = 9;

    private static final int ALL_ONES = 111_111_111;
    private static final int[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int count;

    /** The number that the first nine make. */
    private final int number;

    private Digits(byte[] bytes, int from, int to) {
        int found = 0;
        int read = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                read = found < NUMBERED ? 10 * read + digit : read;
                found++;
            }
        }
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.count = found;
        this.number = read;
    }

    static Digits in(byte[] bytes, int from, int to) {
        return new Digits(bytes, from, to);
    }

    boolean passLuhn() {
        return count > 1 && count <= LONGEST && luhnSum() % 10 == 0;
    }

    private int luhnSum() {
        int sum = 0;
        int times = 1;
        for (int at = to - 1; at >= from; at--) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                int multiple = times * digit;
                sum += multiple > 9 ? multiple - 9 : multiple;
                times = 3 - times;
            }
        }
        return sum;
    }

    /** Luhn, and a length that an issuer of this range gives. */
    boolean areCard() {
        return count >= 13 && count <= 19 && isIssued() && passLuhn();
    }

    private boolean isIssued() {
        int four = number / 100_000;
        if (four >= 4000 && four < 5000) {
            return count == 13 || count == 16 || count == 19;
        }
        if ((four >= 5100 && four < 5600) || (four >= 2221 && four <= 2720)) {
            return count == 16;
        }
        if (four / 100 == 34 || four / 100 == 37) {
            return count == 15;
        }
        if ((four >= 3000 && four < 3060) || four / 100 == 36 || four / 100 == 38 || four / 100 == 39) {
            return count == 14;
        }
        return count >= 16 && (isDiscover(four) || (four >= 3528 && four <= 3589) || four / 100 == 62);
    }

    private static boolean isDiscover(int four) {
        return four == 6011 || (four >= 6440 && four < 6600);
    }

    /** The check digit and first digits of an American routing number. */
    boolean areRoutingNumber() {
        if (count != NUMBERED || number == 0) {
            return false;
        }
        int area = part(0, 2);
        int sum = 3 * (part(0, 1) + part(3, 1) + part(6, 1))
                + 7 * (part(1, 1) + part(4, 1) + part(7, 1))
                + part(2, 1)
                + part(5, 1)
                + part(8, 1);
        return sum % 10 == 0 && (area <= 12 || (area >= 21 && area <= 32) || (area >= 61 && area <= 72) || area == 80);
    }

    /** What the Social Security Administration gives to people; numbers of one digit only are placeholders. */
    boolean areSsn() {
        int area = count == NUMBERED ? part(0, 3) : 0;
        return area > 0 && area != 666 && area < 900 && part(3, 2) > 0 && part(5, 4) > 0 && !areOneDigit();
    }

    /** Of nine digits. */
    private boolean areOneDigit() {
        return number % ALL_ONES == 0;
    }

    /** What the tax office gives to people without a social security number. */
    boolean areItin() {
        int group = count == NUMBERED && part(0, 1) == 9 ? part(3, 2) : 0;
        return (group >= 50 && group <= 65)
                || (group >= 70 && group <= 88)
                || (group >= 90 && group <= 92)
                || group >= 94;
    }

    /** A prefix that the tax office gives to employers. */
    boolean areEin() {
        if (count != NUMBERED || areOneDigit()) {
            return false;
        }
        int prefix = part(0, 2);
        return (prefix >= 1 && prefix <= 6)
                || (prefix >= 10 && prefix <= 16)
                || (prefix >= 20 && prefix <= 27)
                || (prefix >= 30 && prefix <= 48)
                || (prefix >= 50 && prefix <= 68)
                || (prefix >= 71 && prefix <= 77)
                || (prefix >= 80 && prefix <= 88)
                || (prefix >= 90 && prefix <= 95)
                || prefix >= 98;
    }

    /** The number that some of nine digits make. */
    private int part(int first, int length) {
        return number / POWERS[NUMBERED - first - length] % POWERS[length];
    }
}
