package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.leakscan.findings.FindingRecorder.Whole;
import dev.aviary.leakscan.reading.FileReading;
import dev.aviary.leakscan.source.ReadingPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps the findings of one file and, in the same transaction, how far it was read. */
final class KeptReading implements Keeper {

    /** Bytes without a finding after which the position is kept all the same. */
    private static final long EVERY = 64L << 20;

    private final FileReading reading;
    private final Keeping keeping;
    private final BooleanSupplier mustStop;
    private final List<Whole> wholes = new ArrayList<>();
    private final FindingRoom room = new FindingRoom();
    private boolean askedWhoReads;
    private long keptAt;

    /**
     * @param mustStop asked after each block
     */
    KeptReading(FileReading reading, Keeping keeping, BooleanSupplier mustStop) {
        this.reading = reading;
        this.keeping = keeping;
        this.mustStop = mustStop;
    }

    @Override
    public ReadingPosition begin(String place, String shown) {
        wholes.clear();
        var from = reading.begin(place, shown);
        keptAt = from.position();
        return from;
    }

    FindingRoom room() {
        return room;
    }

    @Override
    public boolean follows(Block block) {
        return reading.follows(block);
    }

    @Override
    public boolean readsOn() {
        return true;
    }

    /** Names of files are looked at in every scan, also of those that have nothing to be read. */
    @Override
    public boolean isNewName(String place) {
        return !place.equals(reading.file().toString()) && reading.isNewName();
    }

    @Override
    public void about(String rule, Severity severity) {
        wholes.add(new Whole(rule, severity));
    }

    @Override
    public void searched(Block block, List<Hit> hits, List<Hit> hidden, ReadingPosition reached) {
        if (!askedWhoReads && hits.stream().anyMatch(hit -> hit.severity().compareTo(Severity.MEDIUM) >= 0)) {
            askedWhoReads = true;
            if (Readers.areAll(reading.file())) {
                about(LeakScan.WORLD_READABLE, Severity.MEDIUM);
            }
        }
        var stop = mustStop.getAsBoolean();
        if (stop || block.last() || !hits.isEmpty() || !wholes.isEmpty() || reached.position() - keptAt >= EVERY) {
            room.take(keeping.keep(
                    new Seen(reading.source(), block, hits, hidden, wholes, room.left()),
                    () -> reading.keep(block, reached)));
            wholes.clear();
            keptAt = reached.position();
        }
        if (stop) {
            throw new ScanStoppedException();
        }
    }
}
