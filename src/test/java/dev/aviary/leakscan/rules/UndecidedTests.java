package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UndecidedTests {

    private final List<Integer> asked = new ArrayList<>();
    private final Sightings decided = new Sightings(0);
    private Set<Integer> accepting = Set.of(1, 2, 3);
    private int refused;
    private final Undecided undecided = new Undecided(decided, new Undecided.Judge() {

        @Override
        public boolean accepts(int rank, int from, int to) {
            asked.add(rank);
            return accepting.contains(rank);
        }

        @Override
        public boolean allows(int rank, int from, int to) {
            return false;
        }

        @Override
        public void refused() {
            refused++;
        }
    });

    @Test
    void asksOnlyTheEarliestRuleIfItAccepts() {
        undecided.add(3, 10, 20);
        undecided.add(1, 10, 18);
        undecided.add(2, 10, 30);
        undecided.decide();

        assertThat(asked).containsExactly(1);
        assertThat(standing()).containsExactly("1 at 10-18");
    }

    @Test
    void asksTheNextOneIfItRefuses() {
        accepting = Set.of(3);
        undecided.add(3, 10, 20);
        undecided.add(1, 10, 20);
        undecided.add(5, 40, 50);
        undecided.decide();

        assertThat(asked).containsExactly(1, 3, 5);
        assertThat(standing()).containsExactly("3 at 10-20");
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void isTakenOnlyByAnEarlierRuleThatAccepts() {
        accepting = Set.of(2);
        undecided.add(1, 10, 20);
        undecided.add(2, 10, 20);

        assertThat(undecided.isTaken(2, 10)).isFalse();
        assertThat(undecided.isTaken(3, 10)).isTrue();
        assertThat(undecided.isTaken(3, 11)).isFalse();
    }

    @Test
    void asksNobodyForTheSakeOfAnEarlierRule() {
        undecided.add(3, 10, 20);

        assertThat(undecided.isTaken(2, 10)).isFalse();
        assertThat(asked).isEmpty();
    }

    private List<String> standing() {
        var standing = new ArrayList<String>();
        decided.standing((rank, from, to, allowed) -> standing.add(rank + " at " + from + "-" + to));
        return standing;
    }
}
