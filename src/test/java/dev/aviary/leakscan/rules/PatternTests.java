package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTests {

    private static final String[] ATOMS = {
        "a", "b", "[ab]", "[^a]", ".", "\\d", "1", "(?:ab|b1)", "(?i:A)", "(?:a|)", "\\x61", "[a-c1]", "\\."
    };
    private static final String[] REPEATS = {"", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,2}"};

    private final Random random = new Random(20261125);

    @Test
    void meansTheSameAsInJava() throws BadPatternException {
        for (int round = 0; round < 2_000; round++) {
            var pattern = pattern();
            var ours = new LazyDfa(RulePattern.wholly(pattern));
            var theirs = Pattern.compile(pattern);
            for (int text = 0; text < 20; text++) {
                var sample = sample();
                assertThat(ours.matches(sample.getBytes(StandardCharsets.ISO_8859_1), 0, sample.length()))
                        .as("%s on '%s', seed 20261125", pattern, sample)
                        .isEqualTo(theirs.matcher(sample).matches());
            }
        }
    }

    @Test
    void readsBackwards() throws BadPatternException {
        var reversed = new LazyDfa(RulePattern.wholly("ab(?:c|de)[0-9]{2}").reversed());

        assertThat(reversed.matches("21edba".getBytes(StandardCharsets.US_ASCII), 0, 6))
                .isTrue();
        assertThat(reversed.matches("abde12".getBytes(StandardCharsets.US_ASCII), 0, 6))
                .isFalse();
    }

    @Test
    void findsTheSecretAsLateAndAsLongAsItCan() throws BadPatternException {
        var pattern = new RulePattern("key=[ \"]{0,3}([a-z\"]{2,})\"", null, Boundary.NONE);
        var text = "key= \"abc\"\" \"".getBytes(StandardCharsets.US_ASCII);
        var attempt = Found.attempt();

        assertThat(pattern.isFound(text, 0, 0, text.length, 0, attempt)).isTrue();
        assertThat(new String(
                        text,
                        attempt.secretFrom(),
                        attempt.secretTo() - attempt.secretFrom(),
                        StandardCharsets.US_ASCII))
                .isEqualTo("abc\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc(",
                "abc)",
                "ab[c",
                "ab{c",
                "ab{2,1}",
                "ab{1,999}",
                "ab**",
                "ab*?",
                "^abcd",
                "abcd$",
                "abc\\",
                "\\b",
                "\\1",
                "[z-a]",
                "[a\\d-z]",
                "[é]",
                "a(b)(c)",
                "(ab)|c",
                "(ab)+",
                "(?=ab)",
                "(?<n>ab)",
                "[]"
            })
    void refusesWhatItDoesNotKnow(String pattern) {
        assertThatExceptionOfType(BadPatternException.class).isThrownBy(() -> PatternParser.parse(pattern));
    }

    @Test
    void refusesATableThatWouldBeTooLarge() {
        assertThatExceptionOfType(BadPatternException.class)
                .isThrownBy(() -> new LazyDfa(RulePattern.wholly("(?:a|b)*a(?:a|b){20}")).prepare())
                .withMessageContaining("too large as a table");
        assertThatExceptionOfType(BadPatternException.class)
                .isThrownBy(() -> new LazyDfa(RulePattern.wholly("(?:(?:abcd){200}){200}")))
                .withMessageContaining("more than 4000 states");
    }

    private String pattern() {
        var pattern = new StringBuilder();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            pattern.append(ATOMS[random.nextInt(ATOMS.length)]).append(REPEATS[random.nextInt(REPEATS.length)]);
        }
        return random.nextInt(4) == 0 ? "(?:" + pattern + "|b1)" : pattern.toString();
    }

    private String sample() {
        var sample = new StringBuilder();
        for (int count = random.nextInt(8); count > 0; count--) {
            sample.append("aabbc1.A".charAt(random.nextInt(8)));
        }
        return sample.toString();
    }
}
