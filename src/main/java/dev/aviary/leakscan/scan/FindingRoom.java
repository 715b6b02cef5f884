package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.leakscan.source.Unread;

/** How many findings are still made of one file or table in this scan: whoever can write into a log must not fill the database. For one thread. */
final class FindingRoom {

    private int left = LeakScan.LISTED;
    private boolean wasTooSmall;

    int left() {
        return left;
    }

    void take(Recorded recorded) {
        left = Math.max(0, left - recorded.added());
        wasTooSmall |= recorded.dropped() > 0;
    }

    /** @param place that was read */
    void tell(String place, FileScan done) {
        if (wasTooSmall) {
            done.unread(new Unread(
                    place,
                    "has more than " + LeakScan.LISTED + " new findings by patterns: the others were counted, not kept",
                    true));
        }
    }
}
