package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class VerifyProgressTests {

    private final StringWriter written = new StringWriter();

    @Test
    void tellsEachTenthOnce() {
        try (var progress = new VerifyProgress(new PrintWriter(written), false)) {
            for (int done = 0; done <= 1_000_000; done += 4096) {
                progress.at(done, 1_000_000);
            }
        }

        assertThat(written.toString().lines())
                .hasSize(9)
                .startsWith("10 % verified")
                .endsWith("90 % verified");
    }

    @Test
    void staysWithinAHundredWhenMoreCameMeanwhile() {
        try (var progress = new VerifyProgress(new PrintWriter(written), false)) {
            progress.at(5000, 4096);
            progress.at(0, 0);
        }

        assertThat(written.toString().lines()).containsExactly("100 % verified");
    }
}
