package dev.aviary.leakscan.rules;

import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The checks that a rule file can name. */
final class SecretChecks {

    private static final String ENTROPY = "entropy>=";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;

    /** Five bytes, the last one lowest. */
    private static final long NAME_MASK = 0xff_ffff_ffffL;

    private static final long ALG = name("\"alg\"");
    private static final long ENC = name("\"enc\"");

    private static final Map<String, SecretCheck> NAMED = new TreeMap<>(Map.ofEntries(
            Map.entry("luhn", (b, from, to, tally) -> Digits.in(b, from, to).passLuhn()),
            Map.entry("card", (b, from, to, tally) -> Digits.in(b, from, to).areCard()),
            Map.entry("aba", (b, from, to, tally) -> Digits.in(b, from, to).areRoutingNumber()),
            Map.entry("ssn", (b, from, to, tally) -> Digits.in(b, from, to).areSsn()),
            Map.entry(
                    "itin",
                    (b, from, to, tally) ->
                            b[from] == '9' && Digits.in(b, from, to).areItin()),
            Map.entry("ein", (b, from, to, tally) -> Digits.in(b, from, to).areEin()),
            Map.entry("iban", (b, from, to, tally) -> Iban.isValid(b, from, to)),
            Map.entry("date", (b, from, to, tally) -> CalendarDate.isIn(b, from, to)),
            Map.entry("mixed", (b, from, to, tally) -> isMixed(b, from, to)),
            Map.entry("jwt-header", (b, from, to, tally) -> hasJwtHeader(b, from, to)),
            Map.entry("base64-basic", (b, from, to, tally) -> isUserAndPassword(b, from, to)),
            Map.entry("github-checksum", (b, from, to, tally) -> endsWithChecksum(b, from, to))));

    private SecretChecks() {}

    private static long name(String quoted) {
        long name = 0;
        for (char c : quoted.toCharArray()) {
            name = name << Byte.SIZE | c;
        }
        return name;
    }

    /** @return null if there is none of this name */
    static @Nullable SecretCheck named(String name) {
        if (name.matches(ENTROPY + "[0-7](\\.[0-9]{1,2})?")) {
            return new Entropy(Double.parseDouble(name.substring(ENTROPY.length())));
        }
        return NAMED.get(name);
    }

    static String names() {
        return String.join(", ", NAMED.keySet()) + ", entropy>=BITS (for example entropy>=3.5)";
    }

    private static boolean isMixed(byte[] bytes, int from, int to) {
        var digit = false;
        var letter = false;
        for (int at = from; at < to && !(digit && letter); at++) {
            digit |= Boundary.isDigit(bytes[at]);
            letter |= isLetter(bytes[at] & 0x7f);
        }
        return digit && letter;
    }

    private static boolean isLetter(int value) {
        int lower = value | 'a' - 'A';
        return lower >= 'a' && lower <= 'z';
    }

    /** The part up to the first dot is a JSON object that names an algorithm. */
    private static boolean hasJwtHeader(byte[] bytes, int from, int to) {
        int dot = from;
        while (dot < to && bytes[dot] != '.') {
            dot++;
        }
        return namesAlgorithm(Base64Bytes.url(bytes, from, dot));
    }

    private static boolean namesAlgorithm(Base64Bytes header) {
        if (header.next() != '{') {
            return false;
        }
        var named = false;
        long last = 0;
        for (int value = header.next(); value >= 0; value = header.next()) {
            last = last << Byte.SIZE & NAME_MASK | value;
            named |= last == ALG || last == ENC;
        }
        return named && header.isRead();
    }

    /** Base64 of printable text with a colon that is neither its first nor its last character. */
    private static boolean isUserAndPassword(byte[] bytes, int from, int to) {
        var text = Base64Bytes.plain(bytes, from, to);
        int colon = -1;
        int length = 0;
        for (int value = text.next(); value >= 0; value = text.next()) {
            if (value < 0x20 || value == 0x7f) {
                return false;
            }
            colon = colon < 0 && value == ':' ? length : colon;
            length++;
        }
        return colon > 0 && colon < length - 1 && text.isRead();
    }

    /** Six digits to the base 62 of the CRC-32 of what stands before them, behind the prefix. */
    private static boolean endsWithChecksum(byte[] bytes, int from, int to) {
        int payload = to;
        while (payload > from && bytes[payload - 1] != '_') {
            payload--;
        }
        if (to - payload <= CHECKSUM_LENGTH) {
            return false;
        }
        var crc = new CRC32();
        crc.update(bytes, payload, to - CHECKSUM_LENGTH - payload);
        long left = crc.getValue();
        for (int at = to - 1; at >= to - CHECKSUM_LENGTH; at--) {
            if (bytes[at] != BASE62.charAt((int) (left % BASE62.length()))) {
                return false;
            }
            left /= BASE62.length();
        }
        return true;
    }
}
