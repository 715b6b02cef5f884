package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.Unread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found in one file, and what of it was not read: all are counted, not all are listed. */
final class FileFindings {

    private static final int MOST_UNREAD = 100;

    private final List<ScanFinding> listed = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    private long notListed;
    private long notRead;
    private boolean lasting = true;

    /** Whether another one would be listed. */
    boolean hasRoom() {
        return listed.size() < LeakScan.LISTED;
    }

    void add(ScanFinding finding) {
        if (hasRoom()) {
            bySeverity.merge(finding.severity(), 1L, Long::sum);
            listed.add(finding);
        } else {
            countUnlisted(finding.severity());
        }
    }

    /** One for which there is no room, so that nobody needs to know more of it. */
    void countUnlisted(Severity severity) {
        bySeverity.merge(severity, 1L, Long::sum);
        notListed++;
    }

    void add(Unread one) {
        notRead++;
        lasting &= one.lasting();
        if (unread.size() < MOST_UNREAD) {
            unread.add(one);
        }
    }

    /** Whether somebody who can read the file learns something. */
    boolean holdSecrets() {
        return bySeverity.keySet().stream().anyMatch(severity -> severity.compareTo(Severity.MEDIUM) >= 0);
    }

    List<ScanFinding> listed() {
        return listed;
    }

    List<Unread> unread() {
        return unread;
    }

    Map<Severity, Long> bySeverity() {
        return bySeverity;
    }

    /** Whether another time nothing more would be read. */
    boolean leavesOutLastingly() {
        return lasting;
    }

    long notListed() {
        return notListed;
    }

    long notRead() {
        return notRead;
    }
}
