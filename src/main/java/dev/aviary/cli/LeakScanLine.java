package dev.aviary.cli;

import dev.aviary.leakscan.findings.Attention;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the leak scan wants people to look at, as {@code status --json} prints it.
 *
 * @param findings open or confirmed
 * @param worst the severity of the worst of them; null if there are none
 * @param incidents open ones
 * @param incidentsSince when Aviary was aware of the oldest of them; null if there are none
 */
record LeakScanLine(
        long findings,
        @Nullable String worst,
        long incidents,
        @Nullable Instant incidentsSince) {

    static LeakScanLine of(Attention attention) {
        var worst = attention.worst();
        return new LeakScanLine(
                attention.findings(),
                worst == null ? null : worst.name().toLowerCase(Locale.ROOT),
                attention.incidents(),
                attention.incidentsSince());
    }

    boolean isQuiet() {
        return findings == 0 && incidents == 0;
    }

    /** As people read it. */
    String inWords() {
        return "Leak scan: " + findings + (findings == 1 ? " finding needs" : " findings need") + " attention"
                + (worst == null ? "" : ", worst " + worst)
                + (incidents == 0 ? "" : ", " + incidentsInWords())
                + "; 'aviary findings list' shows " + (findings == 1 ? "it." : "them.");
    }

    /** For example {@code 2 incidents open since 2026-11-24 14:46 UTC}. */
    String incidentsInWords() {
        return incidents + (incidents == 1 ? " incident" : " incidents") + " open since " + Times.local(incidentsSince);
    }
}
