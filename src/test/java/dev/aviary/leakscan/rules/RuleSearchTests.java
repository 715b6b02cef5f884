package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody can write a text that costs more than others: counted in bytes that patterns read, not in time. */
class RuleSearchTests {

    private static final int SIZE = 64 << 10;

    /** What an attacker would write: what begins often, what is long, what is checked dearly. */
    static final List<String> ATTACKS = List.of(
            "cvv=123 ",
            "cvv=",
            "ssn=53",
            "ssn=",
            "dob=",
            "dob=1984-02-29 ",
            "https://a:",
            "https://a:b@",
            "Bearer ",
            "Bearer Bearer+",
            "basic+",
            "basic YTpi",
            "token=",
            "token=token=password=",
            "secret_access_key_access_token=",
            "access_token=a1b2c3d4e5f6g7h8",
            "password=changeme1",
            "password=K3qmZhXOCrJb ",
            "eyJhbGciOi.",
            "eyJhbGciOiJIUzI1NiJ9.",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "4929 2314 1592 6535 ",
            "4929231415926534,",
            "536-22-1843,",
            "912-70-1234 ",
            "1-2-3-4-5-6-7-8-9-",
            "iban=GB82 WEST 1234 5698 7654 32 ",
            "iban=GB83WEST12345698765432,",
            "finchfinchfinch",
            "finch.a_a_a_a_a_a_token",
            "cloudflare____________________",
            "$6$$6$$6$",
            "8Q~8Q~",
            ":AA",
            "SK0123456789abcdef",
            "t\0o\0k\0e\0n\0=\0a\0",
            "\0\0\0\0",
            "\ud83d\ude00");

    private static final LeakRules RULES = LeakRules.read(Found.CLOCK);

    /** Once the readings of a stretch are spent, a try can still read as far as a match goes, with each rule of its bucket. */
    private static final int MOST_A_BYTE = RuleSearch.READINGS + 2;

    /** Twice what one rule may waste, for all of them, and what the last try of a stretch costs. */
    private static final long MOST_WASTED = 3;

    @Test
    void readsBoundedlyWhateverTheTextIsMadeOf() {
        for (var piece : pieces()) {
            var steps = search(repeated(piece)).steps();

            assertThat(steps).as("bytes read in a text of '%s'", piece).isLessThan((long) MOST_A_BYTE * SIZE);
        }
    }

    @Test
    void spendsBoundedlyOnWhatFindsNothing() {
        for (var piece : pieces()) {
            var wasted = search(repeated(piece)).wasted();

            assertThat(wasted)
                    .as("spent in vain on a text of '%s'", piece)
                    .isLessThan(MOST_WASTED * RuleSearch.WASTE * (SIZE / RuleSearch.STRETCH));
        }
    }

    /** Whatever else is left out: rules that find something go on. */
    @Test
    void reportsEveryFindOfATextThatIsFullOfThem() {
        for (var rule : RULES.set().rules()) {
            for (var example : rule.matching()) {
                int found = Found.rules(RULES.detector(), example).size();
                int times = SIZE / (example.length() + 1);

                assertThat(Found.rules(RULES.detector(), (example + "\n").repeat(times)))
                        .as(rule.id())
                        .hasSize(found * times);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssn=53", "ssn=", "https://a:", "Bearer ", "glpat-", "-----BEGIN ", "token=password="})
    void findsTheSecretsOfOtherRulesAmidTriesInVain(String flood) {
        var key = " AK" + "IAJ5QX7TZK2MWN4RVB ";
        var text = new StringBuilder();
        int keys = SIZE / RuleSearch.STRETCH;
        for (int number = 0; number < keys; number++) {
            text.append(flood.repeat((RuleSearch.STRETCH - key.length()) / flood.length()))
                    .append(key);
        }

        assertThat(Found.rules(RULES.detector(), text.toString()))
                .as("keys amid '%s'", flood)
                .filteredOn("aws-access-key"::equals)
                .hasSize(keys);
    }

    @Test
    void readsHardlyAnythingOfAnOrdinaryLog() {
        assertThat(search(new OrdinaryLog(3).ofSize(SIZE)).steps()).isLessThan(SIZE);
    }

    @Test
    void saysWhereItLeftOutTries() {
        var left = new ArrayList<String>();
        var trap = repeated("8Q~");

        RULES.detector().search(Block.whole(trap), new Hits() {
            @Override
            public void add(Hit hit) {}

            @Override
            public void leftOut(long from, long to) {
                left.add(from + "-" + to);
            }
        });

        assertThat(left).hasSize(SIZE / RuleSearch.STRETCH).startsWith("0-8192", "8192-16384");
    }

    @Test
    void leavesOutNothingOfExamples() {
        var text = new StringBuilder();
        RULES.set().rules().forEach(rule -> rule.matching()
                .forEach(example -> text.append(example).append('\n')));

        assertThat(search(text.toString().getBytes(StandardCharsets.UTF_8)).thinned())
                .isEmpty();
    }

    private static Set<String> pieces() {
        var pieces = new LinkedHashSet<>(List.of("A", "0", " ", "{\"a\":[", "4444 4444 ", "=", "\\\"", "1-1-1-1-"));
        pieces.addAll(ATTACKS);
        for (var rule : RULES.set().rules()) {
            var example = rule.matching().get(0);
            pieces.add(example);
            pieces.add(example + " ");
            for (int part = 2; part <= 4; part++) {
                pieces.add(example.substring(0, Math.max(1, example.length() / part)));
            }
            pieces.add(example.substring(0, Math.min(6, example.length())));
        }
        return pieces;
    }

    private static RuleSearch search(byte[] text) {
        var search = new RuleSearch(RULES.set(), List.of(), Block.whole(text), false);
        search.search();
        return search;
    }

    private static byte[] repeated(String piece) {
        return piece.repeat(SIZE / piece.length() + 1).substring(0, SIZE).getBytes(StandardCharsets.ISO_8859_1);
    }
}
