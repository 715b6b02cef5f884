package dev.aviary.leakscan.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.scan.SinceLastScan.Standing;
import dev.aviary.testing.StillClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScanRateTests {

    private final StillClock clock = new StillClock(Instant.parse("2026-11-27T01:00:00Z"));

    @Test
    void tellsRateAndTimeLeft() {
        assertThat(after(Duration.ZERO, 0)).isEqualTo("0.0 of 300.0 MiB, 1 of 40 files");
        assertThat(after(Duration.ofSeconds(2), 100))
                .isEqualTo("100.0 of 300.0 MiB, 1 of 40 files, 50.0 MiB/s, about 4 s left");
        assertThat(after(Duration.ofSeconds(2), 300)).endsWith("150.0 MiB/s, about 0 s left");
    }

    private String after(Duration time, long mib) {
        var rate = new ScanRate(clock);
        clock.advance(time);
        return rate.inWords(new Standing(40, 1, 300L << 20, mib << 20, 5));
    }
}
