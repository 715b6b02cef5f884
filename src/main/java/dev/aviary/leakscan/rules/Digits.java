package dev.aviary.leakscan.rules;

import java.util.Arrays;

/** The digits of a piece of text, without what stands between them, and the check digits and ranges that they must keep. */
final class Digits {

    private static final int LONGEST = 24;

    private final byte[] digits = new byte[LONGEST];
    private final int count;

    private Digits(byte[] bytes, int from, int to) {
        int found = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9' && found++ < LONGEST) {
                digits[found - 1] = (byte) (bytes[at] - '0');
            }
        }
        this.count = found;
    }

    static Digits in(byte[] bytes, int from, int to) {
        return new Digits(bytes, from, to);
    }

    boolean passLuhn() {
        return count > 1 && count <= LONGEST && luhnSum() % 10 == 0;
    }

    private int luhnSum() {
        int sum = 0;
        for (int at = 0; at < count; at++) {
            int twice = digits[at] << ((count - at) & 1 ^ 1);
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum;
    }

    /** Luhn, and a length that an issuer of this range gives. */
    boolean areCard() {
        return count >= 13 && count <= 19 && isIssued() && passLuhn();
    }

    private boolean isIssued() {
        int six = number(0, 6);
        int four = six / 100;
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
        if (count != 9 || number(0, 9) == 0) {
            return false;
        }
        int area = number(0, 2);
        int sum = 3 * (digits[0] + digits[3] + digits[6])
                + 7 * (digits[1] + digits[4] + digits[7])
                + digits[2]
                + digits[5]
                + digits[8];
        return sum % 10 == 0 && (area <= 12 || (area >= 21 && area <= 32) || (area >= 61 && area <= 72) || area == 80);
    }

    /** What the Social Security Administration gives to people; numbers of one digit only are placeholders. */
    boolean areSsn() {
        int area = count == 9 ? number(0, 3) : 0;
        return area > 0 && area != 666 && area < 900 && number(3, 5) > 0 && number(5, 9) > 0 && !areOneDigit();
    }

    private boolean areOneDigit() {
        return Arrays.equals(digits, 1, count, digits, 0, count - 1);
    }

    /** What the tax office gives to people without a social security number. */
    boolean areItin() {
        int group = count == 9 && digits[0] == 9 ? number(3, 5) : 0;
        return (group >= 50 && group <= 65)
                || (group >= 70 && group <= 88)
                || (group >= 90 && group <= 92)
                || group >= 94;
    }

    /** A prefix that the tax office gives to employers. */
    boolean areEin() {
        if (count != 9 || areOneDigit()) {
            return false;
        }
        int prefix = number(0, 2);
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

    private int number(int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + digits[at];
        }
        return number;
    }
}
