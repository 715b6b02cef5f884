package dev.aviary.leakscan.people;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is known is found, in every form in which it is cheap to look, and nobody else. */
class PeopleDetectorTests {

    private static final String SSN = "536228754";
    private static final String EMAIL = "anna.o'brien+x@home.example.org";
    private static final String PLAIN = "anna@home.example";

    private final KnownForTests known = new KnownForTests()
            .knowing(SSN, 1, "c1", "i1")
            .knowing(EMAIL, 1, "c1", "i1")
            .knowing(PLAIN, 1, "c1", "i2");
    private final PeopleDetector detector = new PeopleDetector(known, new byte[16]);

    private List<Hit> hits(byte[] text) {
        return hits(List.of(Block.whole(text)));
    }

    private List<Hit> hits(List<Block> blocks) {
        var hits = new ArrayList<Hit>();
        blocks.forEach(block -> detector.search(block, hits::add));
        return hits;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "536228754",
                "536-22-8754",
                "536 22 8754",
                "536.22.8754",
                "a,536-22-8754,b",
                "ssn=536228754&x",
                "SSN536228754x",
                "ssn%3D536228754",
                "ssn%20536228754",
                "?q=%A0536228754",
                "536%2D22%2d8754x536%2D22%2D8754",
                "?ssn=536%2D22%2D8754%20",
                "q=536%2022%208754",
                "%20536%2022%208754",
                "536+22+8754",
                "{\"ssn\":\"536\\u002d22\\u002d8754\"}",
                "\\u0020536228754\\n",
                "\\u00a0536228754",
                "{\"a\":\"\\n536-22-8754\\n\"}",
                "\\f536228754",
                "536\u201022\u20108754",
                "536\u00a022\u00a08754",
                "1-536-22-8754-1",
                "\t536-22-8754\r\n"
            })
    void findsAnSsnAs(String text) {
        assertThat(hits(text.getBytes(UTF_8))).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.rule()).isEqualTo("known-ssn");
            assertThat(hit.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(hit.certainty()).isEqualTo(Certainty.CONFIRMED);
            assertThat(hit.owner().id()).isEqualTo("c1/e-c1/i1");
            assertThat(hit.owner().connection().value()).isEqualTo("c1");
        });
        assertThat(text.getBytes(UTF_8)[(int) hits(text.getBytes(UTF_8)).get(0).from()])
                .isEqualTo((byte) '5');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1536228754",
                "5362287541",
                "1536-22-8754",
                "536-22-87541",
                "536-22 8754",
                "536-2-28754",
                "536--22--8754",
                "0b8a1f6e-3c55-4d1e-9a77-a536228754bc",
                "d41d8cd98f00b536228754e9800998ecf8427e",
                "53622875",
                "536-22-"
            })
    void takesForNoSsn(String text) {
        assertThat(hits(text.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@home.example",
                "Anna@Home.Example",
                "<anna@home.example>",
                "mailto:anna@home.example?subject=x",
                "to=anna@home.example.",
                "to%3Danna@home.example%26x",
                "to=anna%40home.example&x=1",
                "to=anna%40home%2Eexample&x=1",
                "{\"to\":\"anna\\u0040home.example\"}",
                "{\"a\":\"\\nanna@home.example\\n\"}",
                "a\tanna@home.example\t",
                "\\u003canna@home.example\\u003e",
                "&lt;anna@home.example&gt;",
                "\u201canna@home.example\u201d",
                "_anna@home.example_",
                "'anna@home.example'",
                "x/anna@home.example/y",
                "k='anna@home.example'",
                "%5Canna@home.example"
            })
    void findsAnAddressAs(String text) {
        assertThat(hits(text.getBytes(UTF_8))).singleElement().satisfies(hit -> {
            assertThat(hit.rule()).isEqualTo("known-email");
            assertThat(hit.severity()).isEqualTo(Severity.HIGH);
            assertThat(hit.owner().id()).isEqualTo("c1/e-c1/i2");
            assertThat(new String(text.getBytes(UTF_8), (int) hit.from(), (int) (hit.to() - hit.from()), UTF_8))
                    .startsWithIgnoringCase("anna")
                    .endsWithIgnoringCase("example");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.o'brien+x@home.example.org",
                "to=anna.o%27brien%2Bx%40home.example.org",
                "to=anna.o'brien%2Bx@home.example.org",
                "{\"to\":\"anna.o\\u0027brien+x@home.example.org\"}"
            })
    void findsAnUnusualAddressAs(String text) {
        assertThat(hits(text.getBytes(UTF_8)))
                .extracting(hit -> hit.owner().id())
                .containsExactly("c1/e-c1/i1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joanna@home.example",
                "jo.anna@home.example",
                "anna@home.example.org",
                "anna@my.home.example",
                "anna@",
                "@home.example",
                "anna @home.example",
                "anna@@home.example"
            })
    void takesForNoAddress(String text) {
        assertThat(hits(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void saysWhatHadToBeUndone() {
        assertThat(hits("anna%40home.example".getBytes(UTF_8)))
                .extracting(Hit::decodings)
                .containsExactly(List.of(Decoding.PERCENT));
        assertThat(hits("536\\u002d22\\u002d8754".getBytes(UTF_8)))
                .extracting(Hit::decodings)
                .containsExactly(List.of(Decoding.JSON));
    }

    @Test
    void findsInUtf16AtEvenAndOddPlaces() {
        for (var charset : List.of(UTF_16LE, UTF_16BE)) {
            for (var before : List.of("", "x")) {
                var text = "a line of a log\nssn 536-22-8754, to anna@home.example\nend".getBytes(charset);
                var all = (before + new String(text, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

                assertThat(hits(all)).extracting(Hit::rule).containsExactlyInAnyOrder("known-ssn", "known-email");
                assertThat(hits(all)).extracting(Hit::decodings).containsOnly(List.of(Decoding.UTF16));
            }
        }
    }

    @Test
    void findsOnceAtEveryBorderOfBlocks() {
        var random = new Random(20261125);
        for (var value : List.of("536-22-8754", SSN, "to=anna%40home.example&", "536\\u002d22\\u002d8754")) {
            for (var wide = 0; wide < 2; wide++) {
                var text = (" ".repeat(70_000) + value + " ".repeat(40_000)).getBytes(wide == 0 ? UTF_8 : UTF_16LE);
                int at = (wide + 1) * 70_000;
                for (var border = at - 40; border < at + 100; border += 1 + random.nextInt(3)) {
                    assertThat(hits(cut(text, border))).hasSize(1);
                    assertThat(hits(cut(text, border + Block.AHEAD))).hasSize(1);
                }
            }
        }
    }

    private static List<Block> cut(byte[] text, int border) {
        int second = Math.max(0, border - Block.CARRY);
        return List.of(
                new Block(text, 0, 0, border, 0, false), new Block(text, second, border, text.length, second, true));
    }

    @Test
    void tellsEachTenantOnce() {
        known.knowing(SSN, 1, "c2", "i9").knowing(SSN, 2, "c3", "i1");

        assertThat(hits(SSN.getBytes(UTF_8)))
                .extracting(hit -> hit.owner().id())
                .containsExactly("c1/e-c1/i1", "c3/e-c3/i1");
    }

    @Test
    void looksUpOnceWhatStandsEverywhere() {
        hits((SSN + " " + PLAIN + " 123456789\n").repeat(5000).getBytes(UTF_8));

        assertThat(known.asked()).isEqualTo(3);
    }

    @Test
    void standsWhateverTextItGets() {
        var signs = "@%\\u0040-.53622875 \0=a+'\n\u00e4".getBytes(UTF_8);
        var random = new Random(11);
        for (var round = 0; round < 2000; round++) {
            var text = new byte[random.nextInt(600)];
            for (var i = 0; i < text.length; i++) {
                text[i] = signs[random.nextInt(signs.length)];
            }

            assertThat(hits(text)).isEmpty();
        }
    }
}
