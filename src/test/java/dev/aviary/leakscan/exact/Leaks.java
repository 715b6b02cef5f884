package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/** The forms in which a token leaks, by name: each makes a piece of text from a token, with different luck each time. */
final class Leaks {

    private static final String PREFIX =
            "2026-11-25T08:25:53.123Z  INFO 4711 --- [worker-1] d.a.sync.NightlySyncJob : ";

    private Leaks() {}

    /** Of any token. */
    static Map<String, BiFunction<String, Random, byte[]>> ofAny() {
        var leaks = new LinkedHashMap<String, BiFunction<String, Random, byte[]>>();
        leaks.put("plain", text((token, random) -> "x=" + token + "y"));
        leaks.put("header", text((token, random) -> "Authorization: Bearer " + token));
        leaks.put("braces", text((token, random) -> "{" + token + "}"));
        leaks.put("upper case", text((token, random) -> token.toUpperCase(Locale.ROOT)));
        leaks.put("without dashes", text((token, random) -> token.replace("-", "")));
        leaks.put("percent", text((token, random) -> escaped(token, random, 1, c -> "%%%02X".formatted(c))));
        leaks.put(
                "percent, partly",
                text((token, random) -> "?token=" + escaped(token, random, 3, c -> "%%%02x".formatted(c)) + "&a=b"));
        leaks.put(
                "percent, one",
                text((token, random) -> "?token=" + oneEscaped(token, random, c -> "%%%02X".formatted(c))));
        leaks.put("percent, twice", text((token, random) -> escaped(
                        escaped(token, random, 2, c -> "%%%02X".formatted(c)), random, 9, c -> "%%%02X".formatted(c))
                .replace("%", "%25")));
        leaks.put(
                "JSON",
                text((token, random) -> "{\"a\":\"" + escaped(token, random, 1, c -> "\\u%04x".formatted(c)) + "\"}"));
        leaks.put(
                "JSON, partly",
                text((token, random) -> "{\"a\":\"" + escaped(token, random, 3, c -> "\\u%04X".formatted(c)) + "\"}"));
        leaks.put(
                "JSON, one",
                text((token, random) -> "{\"a\":\"" + oneEscaped(token, random, c -> "\\u%04X".formatted(c)) + "\"}"));
        leaks.put(
                "JSON with slashes",
                text((token, random) -> "{\"a\":\""
                        + Base64.getEncoder()
                                .encodeToString((token + "???>>>").getBytes(US_ASCII))
                                .replace("/", "\\/") + "\"}"));
        leaks.put(
                "JSON in JSON",
                text((token, random) -> "{\"a\":\"{\\\"b\\\":\\\""
                        + escaped(token, random, 2, c -> "\\\\u%04x".formatted(c)) + "\\\"}\"}"));
        leaks.put(
                "JSON in JSON in JSON",
                text((token, random) -> "\"\\\"\\\\\\\"" + escaped(token, random, 2, c -> "\\\\\\\\u%04x".formatted(c))
                        + "\\\\\\\"\\\"\""));
        leaks.put(
                "percent in JSON",
                text((token, random) -> "\"" + escaped(token, random, 2, c -> "\\u0025%02x".formatted(c)) + "\""));
        leaks.put("XML", text((token, random) -> "<a>" + escaped(token, random, 1, c -> "&#" + c + ";") + "</a>"));
        leaks.put(
                "XML, partly",
                text((token, random) -> "<a>" + escaped(token, random, 3, c -> "&#x%x;".formatted(c)) + "</a>"));
        leaks.put(
                "HTML in JSON",
                text((token, random) -> "\"" + escaped(token, random, 3, c -> "\\u0026#x%x;".formatted(c)) + "\""));
        leaks.put(
                "quoted-printable",
                text((token, random) -> "a=3D" + escaped(token, random, 1, c -> "=%02X".formatted(c))));
        leaks.put(
                "quoted-printable, signs",
                text((token, random) -> "a=3D" + signsEscaped(token, c -> "=%02X".formatted(c))));
        leaks.put(
                "quoted-printable, broken",
                text((token, random) -> "a=3D" + brokenAt(token, 1 + random.nextInt(token.length() - 1), "=\r\n")));
        leaks.put("base64", (token, random) -> base64(surrounded(token, random), random));
        leaks.put("base64, padding", text((token, random) -> Base64.getEncoder()
                .encodeToString(token.getBytes(US_ASCII))));
        leaks.put(
                "basic",
                text((token, random) ->
                        "Basic " + Base64.getEncoder().encodeToString(("client:" + token).getBytes(US_ASCII))));
        leaks.put("base64 in lines of 64", text((token, random) -> lines(64, surroundedLong(token, random))));
        leaks.put("base64 in lines of 76", text((token, random) -> lines(76, surroundedLong(token, random))));
        leaks.put(
                "base64 of upper case",
                (token, random) -> base64(surrounded(token.toUpperCase(Locale.ROOT), random), random));
        leaks.put(
                "base64 of JSON",
                (token, random) -> base64(
                        ("{\"a\":\"" + escaped(token, random, 2, c -> "\\u%04x".formatted(c)) + "\"}")
                                .getBytes(US_ASCII),
                        random));
        leaks.put("base64 twice", (token, random) -> base64(base64(surrounded(token, random), random), random));
        leaks.put("base64 of UTF-16", (token, random) -> base64(token.getBytes(UTF_16LE), random));
        leaks.put("hex", text((token, random) -> HexFormat.of().formatHex(token.getBytes(US_ASCII))));
        leaks.put(
                "hex, upper case",
                text((token, random) -> HexFormat.of().withUpperCase().formatHex(token.getBytes(US_ASCII))));
        leaks.put("UTF-16 LE", (token, random) -> (" a=" + token + " ").getBytes(UTF_16LE));
        leaks.put("UTF-16 BE", (token, random) -> (" a=" + token + " ").getBytes(UTF_16BE));
        leaks.put("percent in UTF-16", (token, random) -> (" a=" + escaped(token, random, 2, c -> "%%%02X".formatted(c))
                        + " ")
                .getBytes(UTF_16LE));
        leaks.put("byte[]", text((token, random) -> Arrays.toString(token.getBytes(US_ASCII))));
        leaks.put("char[]", text((token, random) -> Arrays.toString(token.toCharArray())));
        leaks.put("gzip", (token, random) -> Base64.getEncoder()
                .encode(gzip(("{\"token\":\"" + token + "\"}").getBytes(US_ASCII))));
        leaks.put("large gzip", (token, random) -> Base64.getEncoder().encode(gzip(large(token, random))));
        leaks.put("serialised", (token, random) -> Base64.getEncoder()
                .encode(serialised(new HashMap<>(Map.of("token", token, "page", 7)))));
        leaks.put("wrapped", text((token, random) -> brokenAt(token, 1 + random.nextInt(token.length() - 1), "\n")));
        leaks.put(
                "wrapped, CRLF",
                text((token, random) -> brokenAt(token, 1 + random.nextInt(token.length() - 1), "\r\n")));
        leaks.put(
                "log prefix",
                text((token, random) -> brokenAt(token, 1 + random.nextInt(token.length() - 1), "\n" + PREFIX)));
        return leaks;
    }

    /** Of a token that is a UUID. */
    static Map<String, BiFunction<String, Random, byte[]>> ofUuid() {
        var leaks = new LinkedHashMap<>(ofAny());
        leaks.put("base64 of 16 bytes", (token, random) -> base64(raw(token), random));
        leaks.put("base64 of 16 bytes in others", (token, random) -> base64(inOthers(raw(token), random), random));
        leaks.put("byte[] of 16 bytes", text((token, random) -> Arrays.toString(raw(token))));
        return leaks;
    }

    private static BiFunction<String, Random, byte[]> text(BiFunction<String, Random, String> leak) {
        return (token, random) -> leak.apply(token, random).getBytes(ISO_8859_1);
    }

    private static String escaped(String token, Random random, int oneOf, IntFunction<String> escape) {
        var escaped = new StringBuilder();
        var any = false;
        for (var c : token.toCharArray()) {
            var chosen = random.nextInt(oneOf) == 0;
            any |= chosen;
            escaped.append(chosen ? escape.apply(c) : Character.toString(c));
        }
        return any ? escaped.toString() : oneEscaped(token, random, escape);
    }

    private static String oneEscaped(String token, Random random, IntFunction<String> escape) {
        var at = random.nextInt(token.length());
        return token.substring(0, at) + escape.apply(token.charAt(at)) + token.substring(at + 1);
    }

    private static String signsEscaped(String token, IntFunction<String> escape) {
        var escaped = new StringBuilder();
        for (var c : token.toCharArray()) {
            escaped.append(Character.isLetterOrDigit(c) ? Character.toString(c) : escape.apply(c));
        }
        return escaped.toString();
    }

    private static String brokenAt(String token, int at, String gap) {
        return token.substring(0, at) + gap + token.substring(at);
    }

    private static byte[] surrounded(String token, Random random) {
        return ("x".repeat(random.nextInt(4)) + ":" + token + ";" + "y".repeat(random.nextInt(4))).getBytes(US_ASCII);
    }

    private static byte[] surroundedLong(String token, Random random) {
        return ("x".repeat(random.nextInt(120)) + ":" + token + ";" + "y".repeat(random.nextInt(120)))
                .getBytes(US_ASCII);
    }

    private static byte[] inOthers(byte[] bytes, Random random) {
        var before = new byte[random.nextInt(9)];
        random.nextBytes(before);
        return ByteBuffer.allocate(before.length + bytes.length + 5)
                .put(before)
                .put(bytes)
                .array();
    }

    private static byte[] base64(byte[] bytes, Random random) {
        var encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
        return (random.nextBoolean() ? encoder : encoder.withoutPadding()).encode(bytes);
    }

    private static String lines(int length, byte[] bytes) {
        return new String(Base64.getMimeEncoder(length, new byte[] {'\n'}).encode(bytes), US_ASCII);
    }

    private static byte[] large(String token, Random random) {
        var log = new LogText(random).bytes(60_000);
        var at = random.nextInt(log.length - token.length());
        System.arraycopy(token.getBytes(US_ASCII), 0, log, at, token.length());
        return log;
    }

    private static byte[] raw(String uuid) {
        var value = UUID.fromString(uuid);
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] serialised(Object value) {
        var out = new ByteArrayOutputStream();
        try (var objects = new ObjectOutputStream(out)) {
            objects.writeObject(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
