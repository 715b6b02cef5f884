package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.Attention;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeakScanLineTests {

    private static final Instant SINCE = Instant.parse("2026-02-28T23:30:00Z");

    @Test
    void saysHowManyHowBadAndSinceWhen() {
        assertThat(line(new Attention(3, Severity.CRITICAL, 1, SINCE)))
                .isEqualTo("Leak scan: 3 findings need attention, worst critical, 1 incident open since "
                        + Times.local(SINCE) + "; 'aviary findings list' shows them.");
        assertThat(line(new Attention(1, Severity.LOW, 0, null)))
                .isEqualTo("Leak scan: 1 finding needs attention, worst low; 'aviary findings list' shows it.");
        assertThat(line(new Attention(2, Severity.CRITICAL, 2, SINCE))).contains("2 incidents open since");
    }

    @Test
    void isQuietIfThereIsNothing() {
        assertThat(LeakScanLine.of(new Attention(0, null, 0, null)).isQuiet()).isTrue();
        assertThat(LeakScanLine.of(new Attention(1, Severity.LOW, 0, null)).isQuiet())
                .isFalse();
    }

    private static String line(Attention attention) {
        return LeakScanLine.of(attention).inWords();
    }
}
