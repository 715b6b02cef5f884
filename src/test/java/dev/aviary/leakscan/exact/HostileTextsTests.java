package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a text is full of, the rest of it is searched, and what is not decoded is told, once in a block. */
class HostileTextsTests {

    private static final String PLAIN = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String ENCODED = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
    private static final String TWICE = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
    private static final int LENGTH = 3 << 19;

    private final ExactDetector detector = ExactDetector.of(
                    new FingerprintsForTests("hostile", List.of(PLAIN, ENCODED, TWICE)),
                    List.of(),
                    Occasion.byCommand(Purpose.FINGERPRINT),
                    new byte[16])
            .orElseThrow();

    private final List<Hit> hits = new ArrayList<>();
    private final Map<Long, Long> leftOut = new HashMap<>();

    static List<String> names() {
        return List.copyOf(HostileTexts.pieces().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void searchesWhatIsBehind(String name) {
        var text = new ByteArrayOutputStream();
        text.writeBytes(HostileTexts.repeated(HostileTexts.pieces().get(name).get(), LENGTH));
        text.writeBytes(("\n x=" + PLAIN + " and ").getBytes(US_ASCII));
        var encoded = text.size();
        text.writeBytes(ENCODED.replace("-", "%2D").getBytes(US_ASCII));
        text.write(' ');
        long twice = text.size();
        text.writeBytes(Base64.getEncoder().encode(TWICE.replace("-", "\\u002d").getBytes(US_ASCII)));

        search(text.toByteArray());

        assertThat(hits)
                .extracting(hit -> hit.owner().id(), Hit::certainty)
                .contains(tuple("token-0", Certainty.CONFIRMED), tuple("token-1", Certainty.CONFIRMED));
        assertThat(hits).filteredOn(hit -> hit.from() < encoded - 60).isEmpty();
        assertThat(hits.stream().anyMatch(hit -> hit.owner().id().equals("token-2")) || isLeftOut(twice))
                .isTrue();
    }

    private boolean isLeftOut(long place) {
        return leftOut.entrySet().stream().anyMatch(out -> out.getKey() <= place && place < out.getValue());
    }

    private void search(byte[] text) {
        for (var fresh = 0; fresh < text.length; fresh += Block.SIZE) {
            var from = Math.max(0, fresh - Block.CARRY);
            var to = Math.min(text.length, fresh + Block.SIZE);
            var block = new Block(text, from, fresh, to, from, to == text.length);
            var told = leftOut.size();
            detector.search(block, new Hits() {
                @Override
                public void add(Hit hit) {
                    hits.add(hit);
                }

                @Override
                public void leftOut(long first, long behind) {
                    leftOut.merge(first, behind, Math::max);
                    assertThat(first).isLessThan(behind).isGreaterThanOrEqualTo(block.position());
                }
            });
            assertThat(leftOut.size() - told).isLessThanOrEqualTo(1);
        }
    }
}
