package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Texts made so that to search them takes long: nothing but one escape, one list, one line, one encoding inside the other. */
final class HostileTexts {

    private HostileTexts() {}

    /** Pieces to be repeated, by what they are. */
    static Map<String, Supplier<byte[]>> pieces() {
        var pieces = new LinkedHashMap<String, Supplier<byte[]>>();
        for (var escape : new String[] {
            "%2D",
            "%41",
            "%2541",
            "%252541",
            "%u0041",
            "\\u0041",
            "\\\\u0041",
            "\\x41",
            "\\/",
            "\\n",
            "\\\\",
            "\\",
            "&amp;",
            "&amp;amp;",
            "&#45;",
            "&#x2d;",
            "&a",
            "&lowbar;",
            "=2D",
            "=41",
            "=3D",
            "=\n",
            "=\r\n",
            "%",
            "&",
            "=",
            "%0a",
            "\n",
            "a\n",
            "abcdefghijkl\n",
            "\\r\\n",
            "%0D%0A",
            "a%2D ",
            "abcdefgh%2D",
            "a=2D",
            "\\u000a",
            "\\\\\\\\u002d"
        }) {
            pieces.put(escape.replace("\n", "LF").replace("\r", "CR"), () -> escape.getBytes(US_ASCII));
        }
        pieces.put("one letter", () -> "a".getBytes(US_ASCII));
        pieces.put("letters of both cases", () -> "aB".getBytes(US_ASCII));
        pieces.put("zero bytes", () -> new byte[64]);
        pieces.put("UTF-16 LE", () -> "a\0B\0".getBytes(ISO_8859_1));
        pieces.put("UTF-16 of escapes", () -> "%\0004\0001\0".getBytes(ISO_8859_1));
        pieces.put("UTF-16 and a blank", () -> ("a\0".repeat(17) + "  ").getBytes(ISO_8859_1));
        pieces.put("noise", () -> noise(1 << 20));
        pieces.put("UUIDs", () -> many(random -> uuid(random) + "\n"));
        pieces.put("UUIDs without ends of lines", () -> many(HostileTexts::uuid));
        pieces.put("H4sI", () -> "H4sI".getBytes(US_ASCII));
        pieces.put("H4sI and a name", () -> ("H4sICAAAAAAA" + "YWFh".repeat(20)).getBytes(US_ASCII));
        pieces.put("H4sIAAAAAAAA/", () -> "H4sIAAAAAAAA/".getBytes(US_ASCII));
        pieces.put("bytes, as Java prints them", () -> many(random -> random.nextInt(-128, 128) + ", "));
        pieces.put("digits with commas", () -> "45, ".getBytes(US_ASCII));
        pieces.put("characters, as Java prints them", () -> "a, ".getBytes(US_ASCII));
        pieces.put("digits, as Java prints characters", () -> "4, ".getBytes(US_ASCII));
        pieces.put("commas", () -> ",".getBytes(US_ASCII));
        pieces.put("blanks and commas", () -> ", ".getBytes(US_ASCII));
        pieces.put("minus signs", () -> "-".getBytes(US_ASCII));
        for (var times = 1; times <= 6; times++) {
            var depth = times;
            pieces.put("Base64 inside Base64, " + times + " times", () -> base64(depth, false));
            pieces.put("Base64 in lines of 76, " + times + " times", () -> base64(depth, true));
        }
        pieces.put("Base64 of percent", () -> Base64.getEncoder()
                .encode("%2D".repeat(1 << 18).getBytes(US_ASCII)));
        pieces.put("Base64 of UTF-16", () -> Base64.getEncoder()
                .encode("%\0".repeat(3 << 17).getBytes(US_ASCII)));
        pieces.put("Base64 of lists", () -> Base64.getEncoder()
                .encode("45, ".repeat(3 << 17).getBytes(US_ASCII)));
        pieces.put("percent of Base64", () -> percent(Base64.getEncoder().encode(noise(1 << 18))));
        pieces.put("runs of Base64 with joints", () -> many(random -> piece(random, 43) + "."));
        pieces.put("runs of Base64 behind a sign", () -> many(random -> "+" + piece(random, 43) + " "));
        pieces.put("runs of Base64 behind control characters", () -> many(random -> "\001" + piece(random, 43)));
        pieces.put("lines of Base64 with escaped ends", () -> many(random -> piece(random, 64) + "\\n"));
        pieces.put("lines of Base64 of odd lengths", () -> many(random -> piece(random, 45) + "\n"));
        pieces.put("packed inside Base64", HostileTexts::packed);
        return pieces;
    }

    /** Pieces of 1 MiB that hold one of these secrets in each line, by its form. */
    static Map<String, Supplier<byte[]>> ofSecrets(List<String> secrets) {
        var pieces = new LinkedHashMap<String, Supplier<byte[]>>();
        var all = new LinkedHashMap<>(Leaks.ofAny());
        all.put("base64, cut off", (token, random) -> Base64.getEncoder()
                .encodeToString(token.getBytes(US_ASCII))
                .substring(0, 40)
                .getBytes(US_ASCII));
        all.forEach((form, leak) -> pieces.put("our own: " + form, () -> {
            var random = new Random(4);
            var out = new ByteArrayOutputStream();
            while (out.size() < 1 << 20) {
                out.writeBytes(leak.apply(secrets.get(random.nextInt(secrets.size())), random));
                out.write('\n');
            }
            return out.toByteArray();
        }));
        return pieces;
    }

    static byte[] repeated(byte[] piece, int length) {
        var text = new byte[length];
        for (var at = 0; at < length; at += piece.length) {
            System.arraycopy(piece, 0, text, at, Math.min(piece.length, length - at));
        }
        return text;
    }

    private static byte[] many(Function<Random, String> piece) {
        var random = new Random(3);
        var out = new StringBuilder();
        while (out.length() < 1 << 20) {
            out.append(piece.apply(random));
        }
        return out.toString().getBytes(ISO_8859_1);
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static String piece(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes).substring(0, length);
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(5).nextBytes(noise);
        return noise;
    }

    private static byte[] base64(int times, boolean lines) {
        var text = noise(3 << 18);
        for (var time = 0; time < times; time++) {
            text = lines && time == times - 1
                    ? Base64.getMimeEncoder().encode(text)
                    : Base64.getEncoder().encode(text);
        }
        return text;
    }

    private static byte[] percent(byte[] text) {
        var out = new StringBuilder();
        for (var b : text) {
            out.append("%%%02X".formatted(b));
        }
        return out.toString().getBytes(US_ASCII);
    }

    private static byte[] packed() {
        var out = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(out)) {
            zipped.write(new LogText(new Random(6)).bytes(4 << 20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encode(out.toByteArray());
    }
}
