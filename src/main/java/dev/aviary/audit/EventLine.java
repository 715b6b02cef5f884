package dev.aviary.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where what the verification needs stands in the line of an event. Reads bytes in place: a general JSON parser would take most of the time of a
 * verification. A quote inside a text is escaped, so {@code ,"lane":} can only be the member itself.
 */
final class EventLine {

    private static final byte[] LANE = ",\"lane\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] POSITION = ",\"position\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREVIOUS = ",\"previous\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int HEX = 2 * Hashes.BYTES;
    private static final int MAX_DIGITS = 15;

    /** Far more than there are, and few enough that a forged export does not fill the memory of who verifies it. */
    private static final int MOST_LANES = 1024;

    private final byte[] bytes;
    final int from;
    final int length;
    private final int hashFrom;

    private EventLine(byte[] bytes, int from, int length, int hashFrom) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        this.hashFrom = hashFrom;
    }

    /** @throws IllegalArgumentException if the line does not have the form of one */
    static EventLine of(Lines lines) {
        int from = lines.from() + ExportLines.EVENT.length;
        int end = lines.to() - ExportLines.HASH_LENGTH;
        int hashFrom = end + ExportLines.HASH.length;
        if (end <= from
                || !at(lines.bytes(), end, ExportLines.HASH)
                || !at(lines.bytes(), hashFrom + HEX, ExportLines.CLOSE)) {
            throw malformed();
        }
        return new EventLine(lines.bytes(), from, end - from, hashFrom);
    }

    int lane() {
        var lane = number(after(LANE));
        if (lane >= MOST_LANES) {
            throw malformed();
        }
        return (int) lane;
    }

    long position() {
        return number(after(POSITION));
    }

    byte[] previous() {
        int at = after(PREVIOUS);
        if (at + HEX >= from + length || bytes[at + HEX] != '"') {
            throw malformed();
        }
        return hex(at);
    }

    byte[] hash() {
        return hex(hashFrom);
    }

    private int after(byte[] member) {
        int last = from + length - member.length;
        for (int at = from; at < last; at++) {
            if (bytes[at] == ',' && at(bytes, at, member)) {
                return at + member.length;
            }
        }
        throw malformed();
    }

    private long number(int at) {
        long number = 0;
        int digits = 0;
        for (int i = at; i < from + length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            throw malformed();
        }
        return number;
    }

    private byte[] hex(int at) {
        var decoded = new byte[Hashes.BYTES];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = (byte) (digit(bytes[at + 2 * i]) << 4 | digit(bytes[at + 2 * i + 1]));
        }
        return decoded;
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw malformed();
    }

    private static boolean at(byte[] bytes, int from, byte[] expected) {
        return from >= 0
                && from + expected.length <= bytes.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("It does not have the form of an event");
    }
}
