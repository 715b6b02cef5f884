package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan came to.
 *
 * @param files that were opened
 * @param texts in these, members of archives each
 * @param bytes searched, unpacked
 * @param bySeverity findings, only of those severities that there are; also those that were not listed
 * @param notListed findings beyond {@link LeakScan#LISTED} of a file
 * @param notRead places that were not read, or not to their end
 */
public record ScanSummary(
        long files,
        long texts,
        long bytes,
        Duration took,
        Map<Severity, Long> bySeverity,
        long notListed,
        long notRead) {

    public ScanSummary {
        bySeverity = Map.copyOf(bySeverity);
    }

    /** The worst finding; empty if there is none. */
    public Optional<Severity> worst() {
        return bySeverity.keySet().stream().max(java.util.Comparator.naturalOrder());
    }

    public long findings() {
        return bySeverity.values().stream().mapToLong(Long::longValue).sum();
    }
}
