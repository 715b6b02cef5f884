package dev.aviary.leakscan.nightly;

import dev.aviary.leakscan.scan.SinceLastScan.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How fast a scan is, and how long it will take. */
public final class ScanRate {

    private static final double MIB = 1 << 20;
    private static final double MILLIS = 1000;

    private final Clock clock;
    private final Instant began;

    /** Counts from now on. */
    public ScanRate(Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Such as {@code 12.0 of 480.5 MiB, 3 of 40 files, 120.3 MiB/s, about 4 s left}. */
    public String inWords(Standing now) {
        var words = "%s of %s MiB, %d of %d files"
                .formatted(mib(now.bytesRead()), mib(now.bytes()), now.filesRead(), now.files());
        var millis = Duration.between(began, clock.instant()).toMillis();
        if (millis <= 0 || now.bytesRead() == 0) {
            return words;
        }
        var perMilli = (double) now.bytesRead() / millis;
        var left = Math.round((now.bytes() - now.bytesRead()) / perMilli / MILLIS);
        return words + ", %s MiB/s, about %d s left".formatted(mib((long) (perMilli * MILLIS)), left);
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MIB);
    }
}
