package dev.aviary.lifecycle;

import java.util.List;

/** What became of a CSV file: every row that is not blank or a comment is counted once. */
public record IntakeReport(int added, int replaced, int unchanged, List<RefusedRow> refused) {

    public IntakeReport {
        refused = List.copyOf(refused);
    }

    public boolean isComplete() {
        return refused.isEmpty();
    }
}
