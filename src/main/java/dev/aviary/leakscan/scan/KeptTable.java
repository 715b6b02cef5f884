package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.leakscan.source.ReadingPosition;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps the findings of rows, which change in any place and are read whole each time. */
final class KeptTable implements Keeper {

    private final String name;
    private final Keeping keeping;
    private final Runnable owning;
    private final BooleanSupplier mustStop;
    private final FindingRoom room = new FindingRoom();

    /** @param owning throws, in the transaction that keeps findings, if another run has taken over */
    KeptTable(String name, Keeping keeping, Runnable owning, BooleanSupplier mustStop) {
        this.name = name;
        this.owning = owning;
        this.keeping = keeping;
        this.mustStop = mustStop;
    }

    @Override
    public ReadingPosition begin(String place, String shown) {
        return ReadingPosition.BEGINNING;
    }

    FindingRoom room() {
        return room;
    }

    @Override
    public boolean follows(Block block) {
        return true;
    }

    @Override
    public boolean isNewName(String place) {
        return false;
    }

    @Override
    public void about(String rule, Severity severity) {
        // Nothing is to be said of a table: its name is of a setting, or ours.
    }

    @Override
    public void searched(Block block, List<Hit> hits, List<Hit> hidden, ReadingPosition reached) {
        if (!hits.isEmpty()) {
            room.take(keeping.keep(new Seen(name, block, hits, hidden, List.of(), room.left()), owning));
        }
        if (mustStop.getAsBoolean()) {
            throw new ScanStoppedException();
        }
    }
}
