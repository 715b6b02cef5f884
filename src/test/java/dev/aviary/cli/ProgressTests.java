package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTests {

    private final StringWriter out = new StringWriter();

    @Test
    void printsALineEverySoManyLooksWhereThereIsNoTerminal() {
        try (var progress = progress()) {
            look(progress, 2 * Progress.LINE_EVERY_LOOKS - 1, new Progress.Standing(3, 7, "4500 values and keys done"));
        }
        assertThat(out.toString().lines()).containsExactly("3 of 7 tenants, 4500 values and keys done");
    }

    @Test
    void printsNoLineTwice() {
        try (var progress = progress()) {
            look(progress, 2 * Progress.LINE_EVERY_LOOKS, new Progress.Standing(3, 7, "4500 values and keys done"));
            look(progress, Progress.LINE_EVERY_LOOKS, new Progress.Standing(3, 7, "5500 values and keys done"));
        }
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void saysNothingBeforeItIsKnownHowMuchThereIs() {
        try (var progress = progress()) {
            look(progress, Progress.LINE_EVERY_LOOKS, new Progress.Standing(0, 0, "0 values and keys done"));
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void returnsWhatTheWorkReturns() {
        try (var progress = progress()) {
            assertThat(progress.<String>during(() -> "run 1")).isEqualTo("run 1");
        }
    }

    private Progress progress() {
        return new Progress("keys", "tenants", ended -> Optional.empty(), new PrintWriter(out), false);
    }

    private static void look(Progress progress, int times, Progress.Standing standing) {
        for (var i = 0; i < times; i++) {
            progress.show(standing);
        }
    }
}
