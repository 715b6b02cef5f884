package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AheadTests {

    @ParameterizedTest
    @CsvSource({
        "employer[_-]?id=[0-9], employer_id=1, true",
        "employer[_-]?id=[0-9], employment=1, false",
        "employer[_-]?id=[0-9], emplover_id=1, false",
        "employer[_-]?id=[0-9], empl, true",
        "key=[0-9]{4}|key=x, key=1234, true",
        "key=[0-9]{4}|key=x, key=x---, true",
        "key=[0-9]{4}|key=x, key=y234, false",
        "key=[0-9]{4}, key=12x4, false",
        "key=[0-9]{4}, key=12x, true"
    })
    void looksAtFourPlacesBehindTheFirstFourBytes(String pattern, String text, boolean goesOn)
            throws BadPatternException {
        var ahead = Ahead.of(List.of(RulePattern.wholly(pattern)));
        var bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(ahead.goesOn(bytes, 0, bytes.length)).isEqualTo(goesOn);
    }

    @Test
    void takesSeveralPatternsTogether() throws BadPatternException {
        var ahead = Ahead.of(List.of(RulePattern.wholly("key=[0-9]{4}"), RulePattern.wholly("key:x")));

        assertThat(ahead.goesOn("key:xyz!".getBytes(StandardCharsets.US_ASCII), 0, 8))
                .isTrue();
        assertThat(ahead.goesOn("key=y234".getBytes(StandardCharsets.US_ASCII), 0, 8))
                .isFalse();
    }
}
