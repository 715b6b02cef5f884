package dev.aviary.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;

/**
 * A form in which a secret stands literally in a text. Forms of which any character may or may not be escaped (percent-encoding, JSON, XML,
 * quoted-printable, lists of numbers) have too many shapes to be listed: whoever scans decodes them, and finds one of these.
 */
public enum SecretForm {
    /** As it is; also inside braces, quotes, URLs, headers. */
    TEXT,
    UPPER,
    LOWER,
    /** Without dashes. */
    COMPACT,
    COMPACT_UPPER,
    /** Two characters a byte. */
    HEX,
    HEX_UPPER,
    /** A zero byte between every two characters: inside UTF-16, whichever byte comes first. */
    UTF16,
    /** Base64 of a text in which the secret begins at a byte whose number divides by three; then those one and two bytes further. */
    BASE64_AT_0,
    BASE64_AT_1,
    BASE64_AT_2,
    BASE64URL_AT_0,
    BASE64URL_AT_1,
    BASE64URL_AT_2,
    /** The same of the 16 bytes of a UUID. */
    UUID_BASE64_AT_0,
    UUID_BASE64_AT_1,
    UUID_BASE64_AT_2,
    UUID_BASE64URL_AT_0,
    UUID_BASE64URL_AT_1,
    UUID_BASE64URL_AT_2;

    /** The characters that stand in the text whatever is around them; empty if the secret has no such form. The caller wipes it. */
    byte[] of(byte[] secret) {
        return switch (this) {
            case TEXT -> secret.clone();
            case UPPER -> cased(secret, true);
            case LOWER -> cased(secret, false);
            case COMPACT -> compact(secret);
            case COMPACT_UPPER -> wiping(compact(secret), compact -> cased(compact, true));
            case HEX -> hex(secret, HexFormat.of());
            case HEX_UPPER -> hex(secret, HexFormat.of().withUpperCase());
            case UTF16 -> wide(secret);
            case BASE64_AT_0, BASE64_AT_1, BASE64_AT_2 -> base64(secret, ordinal() - BASE64_AT_0.ordinal(), false);
            case BASE64URL_AT_0, BASE64URL_AT_1, BASE64URL_AT_2 ->
                base64(secret, ordinal() - BASE64URL_AT_0.ordinal(), true);
            case UUID_BASE64_AT_0, UUID_BASE64_AT_1, UUID_BASE64_AT_2 ->
                wiping(uuid(secret), uuid -> base64(uuid, ordinal() - UUID_BASE64_AT_0.ordinal(), false));
            case UUID_BASE64URL_AT_0, UUID_BASE64URL_AT_1, UUID_BASE64URL_AT_2 ->
                wiping(uuid(secret), uuid -> base64(uuid, ordinal() - UUID_BASE64URL_AT_0.ordinal(), true));
        };
    }

    /** The same for the length of one use; wiped when {@code use} returns or throws. */
    <T> T lend(byte[] secret, Function<byte[], T> use) {
        return wiping(of(secret), use);
    }

    private static <T> T wiping(byte[] bytes, Function<byte[], T> use) {
        try {
            return use.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] cased(byte[] secret, boolean upper) {
        var cased = secret.clone();
        for (var i = 0; i < cased.length; i++) {
            cased[i] = (byte) (upper ? Character.toUpperCase(cased[i]) : Character.toLowerCase(cased[i]));
        }
        return cased;
    }

    private static byte[] compact(byte[] secret) {
        var compact = new byte[secret.length];
        var at = 0;
        for (var b : secret) {
            if (b != '-') {
                compact[at++] = b;
            }
        }
        var length = at;
        return wiping(compact, all -> Arrays.copyOf(all, length));
    }

    private static byte[] hex(byte[] secret, HexFormat format) {
        var hex = new byte[2 * secret.length];
        for (var i = 0; i < secret.length; i++) {
            hex[2 * i] = (byte) format.toHighHexDigit(secret[i]);
            hex[2 * i + 1] = (byte) format.toLowHexDigit(secret[i]);
        }
        return hex;
    }

    private static byte[] wide(byte[] secret) {
        var wide = new byte[Math.max(0, 2 * secret.length - 1)];
        for (var i = 0; i < secret.length; i++) {
            wide[2 * i] = secret[i];
        }
        return wide;
    }

    /** Only the characters that hold nothing but bits of the secret. */
    private static byte[] base64(byte[] secret, int before, boolean url) {
        var shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        var encoded = wiping(shifted, (url ? Base64.getUrlEncoder() : Base64.getEncoder())::encode);
        var from = (8 * before + 5) / 6;
        return wiping(encoded, all -> Arrays.copyOfRange(all, from, Math.max(from, 8 * (before + secret.length) / 6)));
    }

    /** The 16 bytes of a UUID or of 32 hex digits; nothing for any other secret. */
    private static byte[] uuid(byte[] secret) {
        return wiping(compact(secret), SecretForm::ofDigits);
    }

    private static byte[] ofDigits(byte[] digits) {
        if (digits.length != 32) {
            return new byte[0];
        }
        var bytes = new byte[16];
        for (var i = 0; i < 32; i++) {
            if (!HexFormat.isHexDigit(digits[i])) {
                Arrays.fill(bytes, (byte) 0);
                return new byte[0];
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | HexFormat.fromHexDigit(digits[i]));
        }
        return bytes;
    }

    /** As it is authenticated: the name cannot be confused with that of another form. */
    byte[] label() {
        return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
