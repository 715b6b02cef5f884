package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is faster than to look up one byte after the other comes to the same. */
class TableTests {

    private static final int TEXTS = 3_000;
    private static final List<String> PIECES = List.of(
            "example",
            "EXAMPLE",
            "exam",
            "password",
            "passw",
            "xxx",
            "***",
            "..",
            "1234567",
            "8",
            "00000000",
            "aaaa",
            "key",
            "Key",
            "=",
            "==",
            "-",
            "_",
            "$",
            "#",
            "%",
            " ",
            "\n",
            "e",
            "p",
            "5",
            "Z",
            "\u00e9",
            "your",
            "your_");

    private final Random random = new Random(17);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".*(?i:example|sample|your[_-]|xxxx|\\*\\*\\*|12345678|aaaa).*|[$%#].*",
                ".*(?i:password).*",
                "[/~.].*",
                "[A-Za-z.$]{4,}=[0-9a-f]{1,8}",
                "(?:ab|a*b*)*",
                ".*"
            })
    void matchesAllOfATextLikeATableThatIsAskedForEachByte(String pattern) throws BadPatternException {
        var table = new DfaBuilder(new Nfa(RulePattern.wholly(pattern))).build();
        var match = new WholeMatch(table);

        for (var text : texts()) {
            assertThat(match.matches(text, 0, text.length)).isEqualTo(matches(table, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Za-z0-9._~+/-]{3,}={0,2}",
                "k[a-z]{1,3}[0-9]{2}",
                "[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{4}",
                "[0-9a-z]{4}[a-z]?",
                "[A-Z]*[0-9]+x?",
                "key[a-z]*=(?:=[A-Z0-9]{2,})?"
            })
    void readsRunsAsFarAsATableDoes(String pattern) throws BadPatternException {
        var node = RulePattern.wholly(pattern);
        var table = new DfaBuilder(new Nfa(node)).build();
        var runs = Runs.of(node);
        var attempt = Found.attempt();

        assertThat(runs).isNotNull();
        for (var text : texts()) {
            for (int from = 0; from < text.length; from++) {
                assertThat(runs.end(text, from, text.length, attempt))
                        .isEqualTo(attempt.walk(table, text, from, text.length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z]{2,}x", "[a-z]{2,}[0-9]?x", "(?:ab)+", "a|b", "[a-z]?[a-z]"})
    void takesForRunsOnlyWhatIsClearFromEachByte(String pattern) throws BadPatternException {
        assertThat(Runs.of(RulePattern.wholly(pattern))).isNull();
    }

    @Test
    void knowsWhatCanFollowARunBeforeItsEnd() throws BadPatternException {
        var runs = Runs.of(RulePattern.wholly("[a-z]{2,}"));

        assertThat(runs.cannotEndEarlier(RulePattern.wholly("[\"0-9]"))).isTrue();
        assertThat(runs.cannotEndEarlier(RulePattern.wholly("\"?[x-z]"))).isFalse();
        assertThat(runs.cannotEndEarlier(RulePattern.wholly("\"?"))).isFalse();
        assertThat(Runs.of(RulePattern.wholly("[a-z]{2,}[0-9]?")).cannotEndEarlier(RulePattern.wholly("[a-z]")))
                .isFalse();
    }

    @Test
    void walksSeveralPatternsAsEachByItself() throws BadPatternException {
        var nodes = new ArrayList<PatternNode>();
        for (var pattern : List.of("(?i)password[=-]{0,2}", "pass(?:word)?", "(?i)key(?:_example|==)?", "pas+")) {
            nodes.add(RulePattern.wholly(pattern));
        }
        var tables = new ArrayList<Dfa>();
        for (var node : nodes) {
            tables.add(new DfaBuilder(new Nfa(node)).build());
        }
        var together = new DfaBuilder(new Nfa(nodes)).build();
        var attempt = Found.attempt();
        var alone = Found.attempt();

        for (var text : texts()) {
            for (int from = 0; from < text.length; from++) {
                attempt.walkAll(together, nodes.size(), text, from, text.length);
                for (int number = 0; number < nodes.size(); number++) {
                    alone.walkAll(tables.get(number), 1, text, from, text.length);
                    assertThat(ends(attempt.ends(number))).isEqualTo(ends(alone.ends(0)));
                    assertThat(alone.ends(0).latest())
                            .isEqualTo(alone.walk(tables.get(number), text, from, text.length));
                }
            }
        }
    }

    private static List<Integer> ends(Ends ends) {
        var all = new ArrayList<Integer>();
        for (int end = ends.latest(); end >= 0; end = ends.earlier()) {
            all.add(end);
        }
        return all;
    }

    private static boolean matches(Dfa table, byte[] text) {
        int state = table.start();
        for (var value : text) {
            state = table.next(state, value);
        }
        return table.accepts(state);
    }

    private List<byte[]> texts() {
        var texts = new ArrayList<byte[]>();
        while (texts.size() < TEXTS) {
            var text = new StringBuilder();
            for (int piece = random.nextInt(6); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return texts;
    }
}
