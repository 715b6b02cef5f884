package dev.aviary.leakscan.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The checks that a rule file can name. */
final class SecretChecks {

    private static final String ENTROPY = "entropy>=";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;

    private static final Map<String, SecretCheck> NAMED = new TreeMap<>(Map.ofEntries(
            Map.entry("luhn", (b, from, to) -> Digits.in(b, from, to).passLuhn()),
            Map.entry("card", (b, from, to) -> Digits.in(b, from, to).areCard()),
            Map.entry("aba", (b, from, to) -> Digits.in(b, from, to).areRoutingNumber()),
            Map.entry("ssn", (b, from, to) -> Digits.in(b, from, to).areSsn()),
            Map.entry(
                    "itin",
                    (b, from, to) -> b[from] == '9' && Digits.in(b, from, to).areItin()),
            Map.entry("ein", (b, from, to) -> Digits.in(b, from, to).areEin()),
            Map.entry("iban", Iban::isValid),
            Map.entry("date", CalendarDate::isIn),
            Map.entry("mixed", SecretChecks::isMixed),
            Map.entry("jwt-header", SecretChecks::hasJwtHeader),
            Map.entry("base64-basic", SecretChecks::isUserAndPassword),
            Map.entry("github-checksum", SecretChecks::endsWithChecksum)));

    private SecretChecks() {}

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
            letter |= Character.isLetter(bytes[at] & 0x7f);
        }
        return digit && letter;
    }

    /** The part up to the first dot is a JSON object that names an algorithm. */
    private static boolean hasJwtHeader(byte[] bytes, int from, int to) {
        int dot = from;
        while (dot < to && bytes[dot] != '.') {
            dot++;
        }
        var header = decoded(Base64.getUrlDecoder(), bytes, from, dot);
        return header.startsWith("{") && (header.contains("\"alg\"") || header.contains("\"enc\""));
    }

    /** Base64 of printable text with a colon that is neither its first nor its last character. */
    private static boolean isUserAndPassword(byte[] bytes, int from, int to) {
        var text = decoded(Base64.getDecoder(), bytes, from, to);
        int colon = text.indexOf(':');
        return colon > 0 && colon < text.length() - 1 && isPrintable(text);
    }

    private static boolean isPrintable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < 0x20 || text.charAt(at) == 0x7f) {
                return false;
            }
        }
        return true;
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

    private static String decoded(Base64.Decoder decoder, byte[] bytes, int from, int to) {
        try {
            return new String(decoder.decode(Arrays.copyOfRange(bytes, from, to)), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
