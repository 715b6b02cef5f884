package dev.aviary.leakscan.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.vault.SecretForm;
import dev.aviary.vault.WindowHash;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One window at a multiple of eight is enough, and of eight in a row one is there. */
class StridedPlacesTests {

    private static final int WINDOW = WindowHash.WINDOW;
    private static final int STRIDE = WindowHash.STRIDE;

    @ParameterizedTest
    @EnumSource(SecretForm.class)
    void hasEightInARowOfEachForm(SecretForm form) {
        for (var windows = STRIDE; windows <= Anchors.PLACES; windows++) {
            assertThat(between(form, windows, 0, windows))
                    .describedAs("of %d windows", windows)
                    .isGreaterThanOrEqualTo(STRIDE);
        }
    }

    @ParameterizedTest
    @EnumSource(SecretForm.class)
    void hasEightInARowBehindLessThanAWindow(SecretForm form) {
        for (var windows = 30 - WINDOW + 1; windows <= Anchors.PLACES; windows++) {
            for (var cut = 0; cut < WINDOW; cut++) {
                assertThat(between(form, windows, cut, windows))
                        .describedAs("of %d windows without the first %d", windows, cut)
                        .isGreaterThanOrEqualTo(STRIDE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "UPPER", "LOWER", "COMPACT", "COMPACT_UPPER"})
    void hasEightInARowOfEachPartOf24Bytes(SecretForm form) {
        var part = 24 - WINDOW + 1;
        for (var windows = part; windows <= Anchors.PLACES; windows++) {
            for (var first = 0; first + part <= windows; first++) {
                assertThat(between(form, windows, first, first + part))
                        .describedAs("of %d windows from %d on", windows, first)
                        .isGreaterThanOrEqualTo(STRIDE);
            }
        }
    }

    private static long between(SecretForm form, int windows, int first, int end) {
        return IntStream.range(first, end)
                .filter(StridedPlaces.of(form, windows)::has)
                .count();
    }
}
