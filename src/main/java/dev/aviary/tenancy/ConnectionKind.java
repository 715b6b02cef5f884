package dev.aviary.tenancy;

import java.time.Duration;

/** How Finch reads the provider, which decides how often its data can change. */
public enum ConnectionKind {
    /** Finch signs in by API, credential or OAuth; refreshed every 24 hours. */
    AUTOMATED(Duration.ofHours(24)),
    /** Finch staff read the data as a third-party administrator; refreshed every 7 days. */
    ASSISTED(Duration.ofDays(7)),
    /** Not known yet: nobody has asked Finch. Treated as automated. */
    UNKNOWN(Duration.ofHours(24));

    private final Duration cadence;

    ConnectionKind(Duration cadence) {
        this.cadence = cadence;
    }

    /** How often Finch refreshes the data (finch-api: data syncs). */
    public Duration cadence() {
        return cadence;
    }
}
