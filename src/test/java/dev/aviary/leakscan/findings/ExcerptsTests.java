package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An excerpt helps to find the place, and shows nothing that anybody might call secret. Hits stand between angle brackets. */
class ExcerptsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Authorization: Bearer <abc>                  | Authorization: [masked]
            GET /x?access_token=<abc>&page=2 HTTP        | GET /x?access_token=***&page=# HTTP
            <abc>                                        | ***
            two <abc> of <def>                           | two *** of ***
            id 4f9c21 user7 <abc>                        | id # # ***
            abcdefghijklmnopqrst <abc> end               | # *** end
            password=hunter2x <abc>                      | password=[masked] ***
            a very long line that goes on and on before it comes to the point <abc> and then goes on even longer than that | on and on before it comes to the point *** and then goes on even
            """)
    void showsAFewWords(String marked, String expected) {
        assertThat(excerpt(marked)).isEqualTo(expected);
    }

    @Test
    void keepsToTheLine() {
        assertThat(excerpt("secret one\nkey <ab\ncd> here\nsecret two")).isEqualTo("key *** here");
        assertThat(excerpt("caf\u00e9 \u0001<abc>")).isEqualTo("caf?? ?***");
    }

    /** The zero of a character is not shown, and does not make two words of one that is to be left out. */
    @Test
    void readsUtf16() {
        var text = "cut0off key hunter2x abc then".getBytes(StandardCharsets.UTF_16LE);
        var hit = Hit.ofPattern(42, 47, "any", Severity.LOW);

        assertThat(new Excerpts(Block.whole(text), List.of(hit)).around(hit)).isEqualTo("key # *** then");
    }

    @Test
    void showsNothingThatAnotherBlockReports() {
        var text = " other abc key";
        var bytes = new byte[Block.CARRY + Block.AHEAD];
        java.util.Arrays.fill(bytes, (byte) 'y');
        int at = bytes.length - Block.AHEAD - 10;
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, text.length());
        var hit = Hit.ofPattern(at + 7, at + 10, "any", Severity.LOW);

        assertThat(new Excerpts(new Block(bytes, 0, 0, bytes.length, 0, false), List.of(hit)).around(hit))
                .isEqualTo("other ***");
    }

    @Test
    void refusesAHitOfAnotherBlock() {
        var block = new Block(new byte[10], 2, 2, 10, 100, true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Excerpts(block, List.of(Hit.ofPattern(99, 101, "any", Severity.LOW))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Excerpts(block, List.of(Hit.ofPattern(107, 109, "any", Severity.LOW))));
    }

    /** Of the first hit. */
    private static String excerpt(String marked) {
        var text = marked.replaceAll("[<>]", "").getBytes(StandardCharsets.UTF_8);
        var hits = Stream.<Hit>builder();
        var bytes = marked.getBytes(StandardCharsets.UTF_8);
        int removed = 0;
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '<') {
                from = at - removed++;
            } else if (bytes[at] == '>') {
                hits.add(Hit.ofPattern(from, at - removed++, "any", Severity.LOW));
            }
        }
        var all = hits.build().toList();
        return new Excerpts(Block.whole(text), all).around(all.get(0));
    }
}
