package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTests {

    private final Sightings sightings = new Sightings(0);

    @Test
    void standInTheOrderOfTheText() {
        see(2, 30, 40);
        see(1, 10, 20);
        see(3, 20, 30);

        assertThat(standing()).containsExactly("1 at 10-20", "3 at 20-30", "2 at 30-40");
    }

    @Test
    void yieldToAnEarlierRuleTheyOverlap() {
        see(5, 10, 20);
        see(4, 19, 30);
        see(6, 29, 31);

        assertThat(standing()).containsExactly("4 at 19-30");
    }

    @Test
    void yieldToTheSameRuleThatBeganBefore() {
        see(5, 12, 30);
        see(5, 10, 20);

        assertThat(standing()).containsExactly("5 at 10-20");
    }

    @Test
    void yieldEvenToOneThatYieldsItself() {
        see(1, 10, 20);
        see(2, 15, 30);
        see(3, 25, 40);

        assertThat(standing()).containsExactly("1 at 10-20");
    }

    @Test
    void doNotYieldToOneOfTheirRuleThatYieldsItself() {
        see(5, 0, 19);
        see(5, 5, 24);
        see(5, 20, 39);
        see(5, 25, 44);
        see(5, 40, 59);

        assertThat(standing()).containsExactly("5 at 0-19", "5 at 20-39", "5 at 40-59");
    }

    @Test
    void areDecidedAnewInEachStretch() {
        int end = RuleSearch.STRETCH;
        for (int from = end - 60; from < end + 60; from += 10) {
            see(5, from, from + 15);
        }

        assertThat(standing())
                .contains("5 at " + (end - 60) + "-" + (end - 45), "5 at " + end + "-" + (end + 15))
                .doesNotContain("5 at " + (end - 50) + "-" + (end - 35), "5 at " + (end + 10) + "-" + (end + 25));
    }

    @Test
    void areOnlyThoseOfTheEarliestRuleWhereSeveralBegin() {
        see(2, 10, 40);
        see(1, 10, 15);
        see(1, 10, 20);
        see(3, 30, 50);

        assertThat(standing()).containsExactly("1 at 10-20", "3 at 30-50");
    }

    @Test
    void keepOthersQuietIfTheyAreAllowed() {
        sightings.add(1, 10, 20, true);
        see(2, 15, 30);

        assertThat(standing()).containsExactly("1 at 10-20, allowed");
    }

    @Test
    void countAsMuchAtTheFarEndOfEveryRange() {
        int far = Integer.MAX_VALUE - RulePattern.LONGEST_SECRET;
        see(60_000, far, far + RulePattern.LONGEST_SECRET);

        assertThat(standing()).containsExactly("60000 at " + far + "-" + Integer.MAX_VALUE);
    }

    @Test
    void areRememberedForWhatBeginsAtTheSameByteNext() {
        see(4, 10, 20);

        assertThat(sightings.outranks(5, 10)).isTrue();
        assertThat(sightings.outranks(4, 10)).isFalse();
        assertThat(sightings.outranks(5, 11)).isFalse();
    }

    private void see(int rank, int from, int to) {
        sightings.add(rank, from, to, false);
    }

    private List<String> standing() {
        var standing = new ArrayList<String>();
        sightings.standing((rank, from, to, allowed) ->
                standing.add(rank + " at " + from + "-" + to + (allowed ? ", allowed" : "")));
        return standing;
    }
}
