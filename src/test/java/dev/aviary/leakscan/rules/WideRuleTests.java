package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules see in a text, they see in the same text in UTF-16. */
class WideRuleTests {

    private static final Detector DETECTOR = LeakRules.read(Found.CLOCK).detector();
    private static final String KEY = "AK" + "IAJ5QX7TZK2MWN4RVB";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-16"})
    void findsWhereverCharactersBegin(Charset charset) {
        for (var before : List.of("", "x", "a log\n", "another log\n")) {
            var text = joined(before, ("PS> key=" + KEY + "\r\n").getBytes(charset));

            assertThat(Found.in(DETECTOR, text)).singleElement().satisfies(hit -> {
                assertThat(hit.rule()).isEqualTo("aws-access-key");
                assertThat(hit.decodings()).containsExactly(Decoding.UTF16);
                assertThat(signs(text, hit)).isEqualTo(KEY);
            });
        }
    }

    private static byte[] joined(String before, byte[] text) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        joined.writeBytes(text);
        return joined.toByteArray();
    }

    /** Where the text has nothing but ASCII, nobody can tell on which side of a sign its zero is. */
    private static String signs(byte[] text, Hit hit) {
        return new String(text, (int) hit.from(), (int) (hit.to() - hit.from()), StandardCharsets.ISO_8859_1)
                .replace("\0", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0436%s\u0436", "\u5bc6\u7801%s\u3002", "\u201c%s\u201d", "\u00e4 %s \u00e4"})
    void isNotMisledByLettersOfOtherScripts(String around) {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var text = ("a line of a log " + around.formatted(KEY) + " ends").getBytes(charset);

            assertThat(Found.in(DETECTOR, text))
                    .extracting(hit -> new String(text, (int) hit.from(), (int) (hit.to() - hit.from()), charset))
                    .containsExactly(KEY);
        }
    }

    @Test
    void findsWhatIsWideAmongWhatIsNot() {
        var text = joined(
                "a log\n".repeat(30) + "cvv=" + "123\n",
                ("password=" + "Tr0ub4dor&3x\n").getBytes(StandardCharsets.UTF_16LE));

        assertThat(Found.in(DETECTOR, text)).extracting(Hit::rule).containsExactly("card-security-code", "password");
    }

    @Test
    void endsWhereTheWideTextDoes() {
        var wide = ("a line of a log password=" + "Tr0ub4dorx").getBytes(StandardCharsets.UTF_16LE);
        var text = new ByteArrayOutputStream();
        text.writeBytes(wide);
        text.writeBytes("a log ".repeat(9).getBytes(StandardCharsets.US_ASCII));

        assertThat(Found.in(DETECTOR, text.toByteArray())).extracting(Hit::to).containsExactly((long) wide.length);
    }

    @Test
    void reportsEachHitOnceWhereverTheTextIsCut() {
        var lines = new StringBuilder();
        var random = new Random(4);
        while (lines.length() < 250_000) {
            lines.append("a line of a log ".repeat(random.nextInt(4)))
                    .append("key=")
                    .append(KEY)
                    .append(random.nextBoolean() ? "\u0436 cvv=" : " cvv=")
                    .append("123\n");
        }
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var text = joined("x".repeat(random.nextInt(2)), lines.toString().getBytes(charset));
            var whole = Found.in(DETECTOR, text);

            assertThat(whole).hasSizeGreaterThan(1000);
            for (int round = 0; round < 6; round++) {
                int size = 1 + random.nextInt(200_000) + 15_000;
                assertThat(Found.inBlocks(DETECTOR, text, size))
                        .as("%d bytes a block", size)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void findsNothingInNumbersOfABinaryFile() {
        var random = new Random(9);
        var text = new byte[1 << 16];
        for (var at = 0; at < text.length; at += 4) {
            text[at] = (byte) random.nextInt();
        }

        assertThat(Found.in(DETECTOR, text)).isEmpty();
    }
}
