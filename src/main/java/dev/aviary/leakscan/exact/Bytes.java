package dev.aviary.leakscan.exact;

import java.util.Arrays;

/** What single bytes mean. */
final class Bytes {

    private static final byte[] HEX = table("0123456789abcdef", "0123456789ABCDEF");

    private static final byte[] BASE64 = table(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /** What lists of numbers are made of. */
    private static final byte[] OF_NUMBERS = table("0123456789,- ");

    private Bytes() {}

    /** 0 to 15, or less than 0. */
    static int hex(byte b) {
        return HEX[b & 0xff];
    }

    /** Two digits, or less than 0. */
    static int hexPair(byte[] in, int from, int to) {
        return from + 2 > to ? -1 : hex(in[from]) << 4 | hex(in[from + 1]);
    }

    /** 0 to 63 in either alphabet, or less than 0. */
    static int base64(byte b) {
        return BASE64[b & 0xff];
    }

    /** Behind the characters of Base64, in either alphabet, that begin here. */
    static int endOfBase64(byte[] in, int from, int to) {
        var at = from;
        while (at + 4 <= to && (base64(in[at]) | base64(in[at + 1]) | base64(in[at + 2]) | base64(in[at + 3])) >= 0) {
            at += 4;
        }
        while (at < to && base64(in[at]) >= 0) {
            at++;
        }
        return at;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Behind the digits, commas, blanks and minus signs that begin here. */
    static int endOfNumbers(byte[] in, int from, int to) {
        var at = from;
        while (at + 4 <= to
                && (ofNumbers(in[at]) | ofNumbers(in[at + 1]) | ofNumbers(in[at + 2]) | ofNumbers(in[at + 3])) >= 0) {
            at += 4;
        }
        while (at < to && ofNumbers(in[at]) >= 0) {
            at++;
        }
        return at;
    }

    /** Less than 0 if it cannot stand in a list of numbers. */
    static int ofNumbers(byte b) {
        return OF_NUMBERS[b & 0xff];
    }

    private static byte[] table(String... alphabets) {
        var table = new byte[256];
        Arrays.fill(table, (byte) -1);
        for (var alphabet : alphabets) {
            for (var value = 0; value < alphabet.length(); value++) {
                table[alphabet.charAt(value)] = (byte) value;
            }
        }
        return table;
    }
}
