package dev.aviary.lifecycle;

import dev.aviary.tenancy.ConnectionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has become of a file so far. */
final class IntakeTally {

    private final Map<ConnectionId, Long> lines = new HashMap<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private int added;
    private int replaced;
    private int unchanged;
    private @Nullable Long finchSilentSince;

    /** @throws IntakeRefusedException if a line before was about the same connection and was taken in */
    void requireFirst(ConnectionId connection) {
        var before = lines.get(connection);
        if (before != null) {
            throw new IntakeRefusedException("the connection is the one of line " + before + "; that line counts");
        }
    }

    /** @throws IntakeRefusedException if Finch has given no answer to anybody since some line */
    void requireFinchAnswers() {
        if (finchSilentSince != null) {
            throw new IntakeRefusedException("Finch was not asked for the connection after what it said to line "
                    + finchSilentSince + "; import the file again later");
        }
    }

    void stopAskingFinch(long line) {
        finchSilentSince = line;
    }

    void count(TakenIn taken, long line) {
        lines.put(taken.connection(), line);
        switch (taken.outcome()) {
            case ADDED -> added++;
            case TOKEN_REPLACED -> replaced++;
            case UNCHANGED -> unchanged++;
        }
    }

    void refuse(long line, String reason) {
        refused.add(new RefusedRow(line, reason));
    }

    IntakeReport report() {
        return new IntakeReport(added, replaced, unchanged, refused);
    }
}
