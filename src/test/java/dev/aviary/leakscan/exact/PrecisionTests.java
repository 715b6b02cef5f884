package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is not ours is not found, and text that is made to be slow is not decoded without end. */
class PrecisionTests {

    private static final int TOKENS = 300;

    private final ExactDetector detector = ExactScanBenchmark.detector(TOKENS, true);

    @Test
    void findsNothingInUuidsOfOthers() {
        assertThat(findings(detector, 200_000, new Random(99))).isZero();
    }

    @Test
    void findsNothingInALogWithoutTokens() {
        assertThat(hits(new LogText(new Random(1)).bytes(3_000_000))).isEmpty();
    }

    @Test
    void findsNothingInNoise() {
        var noise = new byte[2_000_000];
        new Random(5).nextBytes(noise);

        assertThat(hits(noise)).isEmpty();
    }

    @Test
    void tellsNoSecretByAWindowItHasInCommonWithAnother() {
        var token = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
        var hex = HexFormat.of().formatHex(token.getBytes(US_ASCII));
        for (var from = 0; from + 12 <= token.length(); from++) {
            assertToldOnce(token, other(token, from, 12));
            assertToldOnce(token.toUpperCase(Locale.ROOT), other(token, from, 12));
            assertToldOnce(hex, other(token, from, 6));
            assertToldOnce(hex.substring(0, 60), other(token, from, 6));
        }
    }

    private static String other(String token, int from, int same) {
        return "e".repeat(from) + token.substring(from, from + same) + "e".repeat(token.length() - from - same);
    }

    private static void assertToldOnce(String text, String other) {
        var fingerprints = new FingerprintsForTests("common", List.of(other, "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10"));
        var both = ExactDetector.of(fingerprints, List.of(), Occasion.byCommand(Purpose.FINGERPRINT), new byte[16])
                .orElseThrow();
        var hits = new ArrayList<Hit>();
        both.search(Block.whole((" x " + text + " y ").getBytes(US_ASCII)), hits::add);

        assertThat(hits)
                .describedAs("%s beside %s", text, other)
                .extracting(hit -> hit.owner().id())
                .containsExactly("token-1");
    }

    @Test
    void standsWhateverTextItGets() {
        var signs = "%\\&=\n\r u0%25#x;,[]-19aZH4sI/+\0".getBytes(US_ASCII);
        var random = new Random(11);
        for (var round = 0; round < 300; round++) {
            var text = new byte[random.nextInt(3000)];
            for (var i = 0; i < text.length; i++) {
                text[i] = signs[random.nextInt(signs.length)];
            }

            assertThat(hits(text)).isEmpty();
        }
    }

    @Test
    void saysWhatItLeavesOut() {
        var nested = new Nested();
        detector.search(Block.whole(nested.text()), nested);

        assertThat(nested.leftOut).isPositive();
    }

    /** Base64 of Base64 of Base64, and so on. */
    private static final class Nested implements dev.aviary.leakscan.Hits {
        private int leftOut;

        byte[] text() {
            var text = "all of this is text ".repeat(20_000).getBytes(US_ASCII);
            for (var times = 0; times < 4; times++) {
                text = Base64.getEncoder().encode(text);
            }
            return text;
        }

        @Override
        public void add(Hit hit) {}

        @Override
        public void leftOut(long from, long to) {
            leftOut++;
        }
    }

    /** Random UUIDs, one after the other; returns how many were taken for ours. */
    static long findings(ExactDetector detector, long count, Random random) {
        var hits = new long[1];
        var text = new byte[37 * 10_000];
        for (long done = 0; done < count; done += 10_000) {
            for (var line = 0; line < 10_000; line++) {
                var uuid = new UUID(random.nextLong(), random.nextLong()) + "\n";
                System.arraycopy(uuid.getBytes(US_ASCII), 0, text, 37 * line, 37);
            }
            detector.search(Block.whole(text), hit -> hits[0]++);
        }
        return hits[0];
    }

    private List<Hit> hits(byte[] text) {
        var hits = new ArrayList<Hit>();
        detector.search(Block.whole(text), hits::add);
        return hits;
    }
}
