package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Hit;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a token is written as and wherever it stands, it is found, once, and it is known whose it is. */
class RecallTests {

    private static final String UUID = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String OPAQUE = "Zx9+_/aQ~plm-0kUh7.tRw2E5bYc8dQn+/s1LmT4";
    private static final String HEX = HexFormat.of().formatHex(UUID.getBytes(US_ASCII));
    private static final String BASE64 = Base64.getEncoder().encodeToString(UUID.getBytes(US_ASCII));
    private static final long SEED = 20261125;

    private final FingerprintsForTests fingerprints = newFingerprints();
    private final ExactDetector detector = detector(fingerprints);

    private static FingerprintsForTests newFingerprints() {
        return new FingerprintsForTests("recall", List.of("f47ac10b-58cc-4372-a567-0e02b2c3d479", UUID, OPAQUE));
    }

    private static ExactDetector detector(FingerprintsForTests fingerprints) {
        return ExactDetector.of(fingerprints, List.of(), Occasion.byCommand(Purpose.FINGERPRINT), new byte[16])
                .orElseThrow();
    }

    /** One that knows the leaks of {@link #leaks}. */
    static ExactDetector newDetector() {
        return detector(newFingerprints());
    }

    record Leak(String name, String token, String id, BiFunction<String, Random, byte[]> how) {
        @Override
        public String toString() {
            return name + " of " + id;
        }

        byte[] make(Random random) {
            return how.apply(token, random);
        }
    }

    static Stream<Leak> leaks() {
        return Stream.concat(
                Leaks.ofUuid().entrySet().stream()
                        .map(leak -> new Leak(leak.getKey(), UUID, "token-1", leak.getValue())),
                Leaks.ofAny().entrySet().stream()
                        .map(leak -> new Leak(leak.getKey(), OPAQUE, "token-2", leak.getValue())));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void findsAtEveryPlaceOfALog(Leak leak) {
        var random = new Random(SEED);
        var log = new LogText(random);
        for (var round = 0; round < 32; round++) {
            var before = Text.of(log.bytes(random.nextInt(6000)), "~".repeat(round));
            var text = new Text(before.bytes(), leak.make(random), (separator(leak) + "end\n").getBytes(US_ASCII));

            assertFound(leak, text, hits(List.of(Block.whole(text.all()))));
        }
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void findsAtBordersOfBlocks(Leak leak) {
        var random = new Random(SEED);
        var log = new LogText(random);
        var planted = leak.make(random);
        var text = new Text(
                Text.of(log.bytes(70_000), "\n ").bytes(),
                planted,
                Text.of((separator(leak) + "\n").getBytes(US_ASCII), new String(log.bytes(40_000), US_ASCII))
                        .bytes());
        var step = Math.max(1, planted.length / 48);
        for (var at = -50; at < planted.length + 50; at += step) {
            assertFound(leak, text, hits(cut(text.all(), text.from() + at)));
            assertFound(leak, text, hits(cut(text.all(), text.from() + at + Block.AHEAD)));
        }
    }

    @Test
    void findsWhateverIsAroundIt() {
        for (var value = 0; value < 256; value++) {
            var around = new byte[] {(byte) value, (byte) value, (byte) value};
            var text = new Text(around, UUID.getBytes(US_ASCII), around);

            assertThat(hits(List.of(Block.whole(text.all()))))
                    .extracting(Hit::certainty)
                    .describedAs("between bytes %d", value)
                    .containsExactly(Certainty.CONFIRMED);
        }
    }

    @Test
    void findsWhateverPlaceItIsBrokenAt() {
        for (var form : List.of(UUID, UUID.toUpperCase(Locale.ROOT), UUID.replace("-", ""), HEX, BASE64)) {
            for (var cut = 1; cut < form.length(); cut++) {
                for (var end : List.of(
                        "\n", " \r\n", "\n2026-11-25 INFO : ", "\\n", " \\n", "  \\r\\n", "\\n2026-11-25 INFO : ")) {
                    var text = "-".repeat(cut % 8) + "x " + form.substring(0, cut) + end + form.substring(cut) + " y";

                    assertThat(hits(List.of(Block.whole(text.getBytes(US_ASCII)))))
                            .describedAs(text)
                            .extracting(hit -> hit.owner().id() + hit.certainty())
                            .containsExactly("token-1CONFIRMED");
                }
            }
        }
    }

    @Test
    void findsWhatIsEscapedBeforeAnEscapedEndOfALine() {
        for (var escaped : List.of(
                OPAQUE.replace("-", "%2D"),
                OPAQUE.replace("~", "\\u007e"),
                OPAQUE.replace("Q", "&#81;"),
                OPAQUE.replace("m", "%6D").replace("w", "%77"))) {
            for (var behind : List.of("\\n", " \\r\\n", " and that is all\\nof it")) {
                var text = "{\"a\":\"" + escaped + behind + "\"}";

                assertThat(hits(List.of(Block.whole(text.getBytes(US_ASCII)))))
                        .describedAs(text)
                        .extracting(hit -> hit.owner().id() + hit.certainty())
                        .containsExactly("token-2CONFIRMED");
            }
        }
    }

    @Test
    void findsCutOffTokensAndSaysSo() {
        for (var from = 0; from <= UUID.length() - 24; from++) {
            for (var place = 0; place < 8; place++) {
                var text = new Text(
                        "-".repeat(place).getBytes(US_ASCII),
                        UUID.substring(from, from + 24).getBytes(US_ASCII),
                        "... is cut off".getBytes(US_ASCII));

                assertThat(hits(List.of(Block.whole(text.all()))))
                        .extracting(hit -> hit.owner().id() + hit.certainty())
                        .containsExactly("token-1PROBABLE");
            }
        }
    }

    @Test
    void findsWhatIsBrokenBetweenOtherEscapedEndsOfLines() {
        for (var cut = 1; cut < UUID.length(); cut++) {
            for (var prefix : List.of("", "2026-11-25 INFO : ")) {
                var text = "{\"a\":\"first\\nx " + UUID.substring(0, cut) + " \\r\\n" + prefix + UUID.substring(cut)
                        + " y\\nlast\"}";

                assertThat(hits(List.of(Block.whole(text.getBytes(US_ASCII)))))
                        .describedAs(text)
                        .extracting(hit -> hit.owner().id() + hit.certainty())
                        .containsExactly("token-1CONFIRMED");
            }
        }
    }

    @Test
    void findsWhatEndsInALineOfBase64ThatGoesOnOtherwise() {
        for (var before = 0; before < 60; before++) {
            var inside = "b".repeat(before) + "{\"token\":\"" + UUID.toUpperCase(Locale.ROOT) + "\"}" + "e".repeat(20);
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(inside.getBytes(US_ASCII));

            assertThat(hits(List.of(Block.whole((lines + " and so on").getBytes(US_ASCII)))))
                    .describedAs(lines)
                    .extracting(hit -> hit.owner().id() + hit.certainty())
                    .containsExactly("token-1CONFIRMED");
        }
    }

    @Test
    void findsWhatIsInLinesWhoseEndsAreEscaped() {
        var inside = "{\"token\":\"" + UUID.toUpperCase(Locale.ROOT) + "\"}" + "e".repeat(40);
        var lines = Base64.getMimeEncoder(48, new byte[] {'\n'}).encodeToString(inside.getBytes(US_ASCII));
        for (var end : List.of(
                "%0A",
                "%0D%0A", "&#10;", "&#xD;&#xA;", "&#13;\n", "\\u000a", "\\r\\n\\t", "\\n  ", "\\\\r\\\\n\\\\t\\\\t")) {
            var text = "<a>" + lines.replace("\n", end) + "</a>";

            assertThat(hits(List.of(Block.whole(text.getBytes(US_ASCII)))))
                    .describedAs(text)
                    .extracting(hit -> hit.owner().id() + hit.certainty())
                    .containsExactly("token-1CONFIRMED");
        }
    }

    @Test
    void findsQuotedPrintableInsideJson() {
        var text = "{\"mail\":\"a=3D" + signs(UUID, c -> "=%02X".formatted(c)) + "\"}";
        for (var end : List.of("=\\n", "=\\r\\n", "=\\\\r\\\\n")) {
            for (var cut = 22; cut < 100; cut += 3) {
                var broken = text.substring(0, cut) + end + text.substring(cut);

                assertThat(hits(List.of(Block.whole(broken.getBytes(US_ASCII)))))
                        .describedAs(broken)
                        .extracting(hit -> hit.owner().id() + hit.certainty())
                        .containsExactly("token-1CONFIRMED");
            }
        }
    }

    private static String signs(String token, IntFunction<String> written) {
        var signs = new StringBuilder();
        token.chars().forEach(c -> signs.append(written.apply(c)));
        return signs.toString();
    }

    @Test
    void findsAPartThatIsEscapedInTheMiddleOnce() {
        var token = "a1b2C3d4".repeat(4) + "-" + "Z9y8X7w6".repeat(4);
        var text = "x=" + token.replace("-", "%2D").substring(0, 64) + "...";
        var one = detector(new FingerprintsForTests("recall", List.of(token)));

        assertThat(hits(one, List.of(Block.whole(text.getBytes(US_ASCII)))))
                .singleElement()
                .satisfies(hit -> assertThat(hit.to() - hit.from()).isEqualTo(64));
    }

    @Test
    void findsTheBeginningOfACutOffForm() {
        for (var form : List.of(HEX, HEX.toUpperCase(Locale.ROOT), BASE64)) {
            var left = form.equals(BASE64) ? 32 : 48;
            for (var length = left; length < form.length(); length++) {
                for (var place = 0; place < 8; place++) {
                    var text = "-".repeat(place) + form.substring(0, length) + "... is cut off";

                    assertThat(hits(List.of(Block.whole(text.getBytes(US_ASCII)))))
                            .describedAs(text)
                            .extracting(hit -> hit.owner().id() + hit.certainty())
                            .containsExactly("token-1PROBABLE");
                }
            }
        }
    }

    @Test
    void findsWhatIsPackedInEachOfManyLines() throws IOException {
        var text = new StringBuilder();
        var middles = new ArrayList<Integer>();
        for (var line = 0; line < 20; line++) {
            var packed = packed("line " + line + " has " + UUID + "\n".repeat(line));
            middles.add(text.length() + packed.length() / 2);
            text.append(packed).append('\n');
        }

        var hits = hits(List.of(Block.whole(text.toString().getBytes(US_ASCII))));
        assertThat(middles).allSatisfy(middle -> assertThat(hits)
                .anySatisfy(hit -> assertThat((long) middle).isBetween(hit.from(), hit.to())));
        assertThat(hits).hasSizeGreaterThan(10).allSatisfy(hit -> assertThat(hit.to() - hit.from())
                .isLessThan(500));
    }

    @Test
    void findsWhatIsPackedInTextThatIsCutOff() throws IOException {
        var noise = new byte[9000];
        new Random(5).nextBytes(noise);
        var packed = packed("begins with " + UUID + Base64.getEncoder().encodeToString(noise));

        assertThat(hits(List.of(Block.whole(packed.substring(0, 400).getBytes(US_ASCII)))))
                .hasSize(1);
        assertThat(hits(List.of(Block.whole((packed.substring(0, 4000) + "...").getBytes(US_ASCII)))))
                .hasSize(1);
    }

    @Test
    void findsWhatIsPackedWithANameAndComments() throws IOException {
        var packed = Base64.getDecoder().decode(packed("is " + UUID));
        packed[3] = 2 | 4 | 8 | 16;
        var named = new ByteArrayOutputStream();
        named.write(packed, 0, 10);
        named.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
        named.writeBytes("name\0comment\0".getBytes(US_ASCII));
        named.writeBytes(new byte[] {1, 2});
        named.write(packed, 10, packed.length - 10);

        assertThat(hits(List.of(Block.whole(Base64.getEncoder().encode(named.toByteArray())))))
                .hasSize(1);
    }

    @Test
    void findsTheBytesOfAUuidAsNumbersInsideWhateverIsUndone() {
        var id = java.util.UUID.fromString(UUID);
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var text = Arrays.toString(bytes).getBytes(US_ASCII);
        for (var depth = 0; depth < Search.DEEPEST; depth++) {
            assertThat(hits(List.of(Block.whole(text))))
                    .describedAs("inside %d times Base64", depth)
                    .hasSize(1);
            text = Base64.getEncoder().encode(text);
        }
    }

    private static String packed(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(US_ASCII));
        }
        return Base64.getEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    @Test
    void findsBytesBehindOtherNumbers() {
        var bytes = Arrays.toString(UUID.getBytes(US_ASCII));
        var text = "2026-11, 4711, 3, " + bytes.substring(1) + " and 1000000, , -200," + bytes.substring(1);

        assertThat(hits(List.of(Block.whole(text.getBytes(US_ASCII))))).hasSize(2);
    }

    @Test
    void findsWhatIsInManyLinesOfBase64WhereverPartsOfThemBegin() {
        for (var length = 60; length <= 76; length++) {
            var inside = new StringBuilder();
            while (inside.length() < 90_000) {
                inside.append("{\"token\":\"")
                        .append(UUID.replace("-", "\\u002d"))
                        .append("\"}\n");
            }
            var lines = Base64.getMimeEncoder(length, new byte[] {'\n'})
                    .encodeToString(inside.toString().getBytes(US_ASCII));

            assertThat(hits(List.of(Block.whole(lines.getBytes(US_ASCII)))))
                    .describedAs("lines of %d", length)
                    .hasSize(inside.toString().split("\n").length);
        }
    }

    @Test
    void takesNothingShorterForAToken() {
        var text = (UUID.substring(0, 20) + " " + UUID.substring(20)).getBytes(US_ASCII);

        assertThat(hits(List.of(Block.whole(text)))).isEmpty();
    }

    @Test
    void asksTheVaultOnceForATokenThatIsEverywhere() {
        var text = (UUID + "\n").repeat(5000).getBytes(US_ASCII);

        assertThat(hits(List.of(Block.whole(text)))).hasSize(5000);
        assertThat(fingerprints.asked()).isEqualTo(1);
    }

    /** What follows must not read as more of the same. */
    private static String separator(Leak leak) {
        return leak.name().contains("[]") ? "" : " ";
    }

    private List<Hit> hits(List<Block> blocks) {
        return hits(detector, blocks);
    }

    private static List<Hit> hits(ExactDetector detector, List<Block> blocks) {
        var hits = new ArrayList<Hit>();
        blocks.forEach(block -> detector.search(block, hits::add));
        return hits;
    }

    private static List<Block> cut(byte[] text, int border) {
        return List.of(
                new Block(text, 0, 0, border, 0, false),
                new Block(
                        text,
                        Math.max(0, border - Block.CARRY),
                        border,
                        text.length,
                        Math.max(0, border - Block.CARRY),
                        true));
    }

    private static void assertFound(Leak leak, Text text, List<Hit> hits) {
        assertThat(hits)
                .describedAs("%s in %s", leak, new String(text.planted(), US_ASCII))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.certainty()).isEqualTo(Certainty.CONFIRMED);
                    assertThat(hit.owner().id()).isEqualTo(leak.id());
                    assertThat(hit.rule()).isEqualTo("live-token");
                    assertThat(hit.from()).isBetween((long) text.from(), (long) text.to());
                    assertThat(hit.to()).isBetween(hit.from(), (long) text.to());
                });
    }

    record Text(byte[] before, byte[] planted, byte[] after) {
        static Text of(byte[] first, String second) {
            return new Text(first, second.getBytes(US_ASCII), new byte[0]);
        }

        byte[] bytes() {
            return all();
        }

        byte[] all() {
            var all = new byte[before.length + planted.length + after.length];
            System.arraycopy(before, 0, all, 0, before.length);
            System.arraycopy(planted, 0, all, before.length, planted.length);
            System.arraycopy(after, 0, all, before.length + planted.length, after.length);
            return all;
        }

        int from() {
            return before.length;
        }

        int to() {
            return before.length + planted.length;
        }
    }
}
