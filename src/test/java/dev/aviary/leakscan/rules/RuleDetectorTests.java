package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDetectorTests {

    private static final LeakRules RULES = LeakRules.read(Found.CLOCK);
    private static final Detector DETECTOR = RULES.detector();
    private static final int FLOOD = 400_000;
    private static final String TOKEN = "0b8a1f6e-3c55-4d1e-" + "9a77-6f2d1f0c9b10";

    @Test
    void reportsWhereTheSecretIs() {
        assertThat(Found.secrets(DETECTOR, "GET /x?access_token=" + TOKEN + "&y=1"))
                .containsExactly(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"%s\"}",
                "{\\\"access_token\\\": \\\"%s\\\"}",
                "access_token%%3D%s%%26x",
                "accessToken => '%s'",
                "\\u0022access_token\\u003d%s",
                "<access_token>%s</access_token>",
                "ACCESS_TOKEN = \"%s\""
            })
    void seesThroughQuotesAndEscapes(String around) {
        assertThat(Found.secrets(DETECTOR, around.formatted(TOKEN))).containsExactly(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n%s", "%%3D%s", "\\u003d%s", "\u001b[31m%s", "'%s", "x=%s"})
    void seesABeginningBehindAnEscape(String around) {
        var key = "AK" + "IAJ5QX7TZK2MWN4RVB";

        assertThat(Found.secrets(DETECTOR, around.formatted(key))).containsExactly(key);
        assertThat(Found.secrets(DETECTOR, "x" + key)).isEmpty();
    }

    @Test
    void reportsOneRuleForOneSecret() {
        assertThat(Found.rules(DETECTOR, "Authorization: Bear" + "er " + TOKEN)).containsExactly("bearer-header");
        assertThat(Found.rules(DETECTOR, "FINCH_ACCESS_TOKEN=" + TOKEN)).containsExactly("finch-access-token");
    }

    @Test
    void reportsEachHitOnceWhereverTheTextIsCut() {
        var text = textFullOfExamples(600_000);
        var whole = Found.in(DETECTOR, text);

        assertThat(whole).hasSizeGreaterThan(1000);
        var random = new Random(5);
        for (int round = 0; round < 12; round++) {
            int size = 1 + random.nextInt(200_000) + 15_000;
            assertThat(Found.inBlocks(DETECTOR, text, size))
                    .as("%d bytes a block", size)
                    .isEqualTo(whole);
        }
    }

    @Test
    void reportsEachOfSeveralCardsInARow() {
        var card = "4929 2314 " + "1592 6535";

        assertThat(Found.secrets(DETECTOR, card + " " + card + " " + card)).containsExactly(card, card, card);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cv<>v=123 ",
                "4929 2314 <>1592 6535 ",
                "536-22<>-1843,",
                "pass<>word=K3qmZhXOCrJb and pass<>word=changeme1\n",
                "FINCH_ACCESS<>_TOKEN=6451d618-8ef4\n",
                "token=password=x=",
                "8Q<>~"
            })
    void reportsAFloodAsItWouldIfItWereCutSmall(String seamed) {
        var flood = seamed.replace("<>", "").repeat(FLOOD / seamed.length());
        for (var charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE)) {
            var text = ("begin" + flood + "middle" + flood + "end").getBytes(charset);

            var cutSmall = Found.inBlocks(DETECTOR, text, 90_000);

            assertThat(Found.in(DETECTOR, text)).as("%s", charset).isEqualTo(cutSmall);
            assertThat(Found.inBlocks(DETECTOR, text, 350_000))
                    .as("%s in blocks", charset)
                    .isEqualTo(cutSmall);
        }
    }

    @Test
    void looksOnceAtWhatRepeats() {
        var text = ("cv" + "v=123 ").repeat(FLOOD / 8).getBytes(StandardCharsets.US_ASCII);

        assertThat(Repetition.in(Block.whole(text)))
                .isEqualTo(new Repetition(8, Block.BEHIND, text.length - Block.AHEAD));
        assertThat(Repetition.in(Block.whole(new OrdinaryLog(1).ofSize(FLOOD)))).isNull();
    }

    @Test
    void reportsWhatStandsAtTheVeryEnds() {
        assertThat(Found.secrets(DETECTOR, "536-22-" + "1843")).hasSize(1);
        assertThat(Found.secrets(DETECTOR, "49292" + "31415926535")).hasSize(1);
        assertThat(Found.rules(DETECTOR, "cvv=" + "123")).hasSize(1);
        assertThat(Found.rules(DETECTOR, "x\ncvv=" + "1234")).hasSize(1);
    }

    /** Fours that are put together in another order pass the check digit as well, since their sum is the same. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "-"})
    void findsEachCardInARowOfFours(String between) {
        var card = String.join(between, "4929", "2314", "1592", "6535");
        var other = String.join(between, "4539", "1488", "0343", "6467");

        assertThat(Found.secrets(DETECTOR, card + between + card + between + card))
                .containsExactly(card, card, card);
        assertThat(Found.secrets(DETECTOR, other + between + card + between + other + between + card))
                .containsExactly(other, card, other, card);
        assertThat(Found.secrets(DETECTOR, "1234" + between + card + between + card + between + "9"))
                .containsExactly(card, card);
    }

    @Test
    void reportsEachCardInARowWhereverTheTextIsCut() {
        var text = "4002 ".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
        var whole = Found.in(DETECTOR, text);

        assertThat(whole).hasSizeBetween(14_900, 15_000);
        for (int size : new int[] {20_000, 77_777, 150_001}) {
            assertThat(Found.inBlocks(DETECTOR, text, size)).isEqualTo(whole);
        }
    }

    @Test
    void cutsOffWhatIsLongerThanAnySecret() {
        var hit = Found.in(
                        DETECTOR,
                        ("Bear" + "er a1b2c3d4e5f6" + "Zz9xKq7wBv3n".repeat(3000)).getBytes(StandardCharsets.US_ASCII))
                .get(0);

        assertThat(hit.to()).isEqualTo(RulePattern.LONGEST);
    }

    @Test
    void takesAnyBytes() {
        var random = new Random(11);
        for (int length = 0; length < 300; length++) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThatCode(() -> Found.in(DETECTOR, bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void readsNothingBeyondTheBlock() {
        var text = ("cvv=" + "1234").getBytes(StandardCharsets.US_ASCII);

        DETECTOR.search(
                new Block(text, 0, 0, 6, 0, true), hit -> assertThat(hit).isNull());
    }

    private static byte[] textFullOfExamples(int size) {
        var random = new Random(3);
        var text = new ByteArrayOutputStream();
        var rules = RULES.set().rules();
        while (text.size() < size) {
            var rule = rules.get(random.nextInt(rules.size()));
            var example = rule.matching().get(random.nextInt(rule.matching().size()));
            text.writeBytes((example + " ".repeat(random.nextInt(40)) + '\n').getBytes(StandardCharsets.UTF_8));
            text.writeBytes(
                    example.substring(0, random.nextInt(example.length())).getBytes(StandardCharsets.UTF_8));
        }
        return text.toByteArray();
    }
}
