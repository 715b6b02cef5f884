package dev.aviary.leakscan.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown is searched once more: words that are harmless by themselves can be a secret together. */
class ShowableTests {

    private static final Detector OF_WORDS = (block, hits) -> {
        if (new String(block.bytes(), block.from(), block.to() - block.from(), US_ASCII).contains("key=[")) {
            hits.add(Hit.ofPattern(0, 1, "words", Severity.HIGH));
        }
    };

    private final Block block = Block.whole("key=abc".getBytes(US_ASCII));
    private final Hit hit = Hit.ofPattern(4, 7, "a-rule", Severity.HIGH);

    @Test
    void showsWhatStandsBefore() {
        assertThat(excerpt(List.of())).isEqualTo("key=[3 bytes]");
    }

    @Test
    void readsUtf16() {
        var wide = Block.whole("a\nkey=abc".getBytes(UTF_16LE));
        var secret = Hit.ofPattern(12, 17, "a-rule", Severity.HIGH);

        assertThat(new Showable(List.of()).excerpt(wide, secret, Showable.stretches(wide, List.of(secret))))
                .isEqualTo("key=[5 bytes]");
    }

    @Test
    void showsNothingInWhichSomethingIsFound() {
        assertThat(excerpt(List.of(OF_WORDS))).isEqualTo("[3 bytes]");
    }

    private String excerpt(List<Detector> detectors) {
        return new Showable(detectors).excerpt(block, hit, Showable.stretches(block, List.of(hit)));
    }
}
