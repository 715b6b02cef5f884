package dev.aviary.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads an export once from front to back. For one file. */
final class ExportCheck {

    private static final String WHERE = "the export";
    private static final int TOLD_EVERY = 4096;

    private final @Nullable PublicKeys trusted;
    private final @Nullable CheckpointFiles second;
    private final Faults faults = new Faults();
    private final ChainCheck chains = new ChainCheck(faults);
    private @Nullable CheckpointChain signed;
    private PublicKeys keys = new PublicKeys(List.of());
    private boolean begun;
    private boolean ended;
    private long checkpoints;

    ExportCheck(@Nullable PublicKeys trusted, @Nullable CheckpointFiles second) {
        this.trusted = trusted;
        this.second = second;
    }

    /** @param progress is told how many bytes are done */
    Verification verify(Lines lines, LongConsumer progress) throws IOException {
        if (lines.next()) {
            head(lines);
        } else {
            faults.add("the file is empty");
        }
        while (lines.next()) {
            line(lines);
            if (lines.number() % TOLD_EVERY == 0) {
                progress.accept(lines.read());
            }
        }
        begin();
        chains.end();
        if (!ended || !lines.areComplete()) {
            faults.add("the export does not end with its last line: it was cut");
        }
        requireAllSigned();
        return new Verification(
                chains.events(),
                checkpoints,
                0,
                keys.fingerprints().isEmpty() ? "none" : keys.fingerprints().get(0),
                faults.lines());
    }

    private void head(Lines lines) {
        var named = new PublicKeys(List.of());
        try {
            var head = CanonicalJson.parse(lines.text());
            if (head.size() == 2
                    && ExportLines.FORMAT.equals(head.get("format"))
                    && head.get("keys") instanceof List<?> list
                    && !list.isEmpty()) {
                named = new PublicKeys(raw(list));
            } else {
                faults.add("line 1 was changed, or this is no export of an audit log");
            }
        } catch (IllegalArgumentException e) {
            faults.add("line 1 was changed, or this is no export of an audit log");
        }
        keys = trusted == null ? named : trusted;
        if (!keys.fingerprints().containsAll(named.fingerprints())) {
            faults.add("line 1 names a key that is not among those of --public-key");
        }
        signed = new CheckpointChain(WHERE, keys, faults);
    }

    private static List<byte[]> raw(List<?> hex) {
        var raw = new ArrayList<byte[]>();
        for (var key : hex) {
            if (!(key instanceof String text) || text.length() != 64 || !text.matches("[0-9a-f]+")) {
                throw new IllegalArgumentException("It is not a key");
            }
            raw.add(HexFormat.of().parseHex(text));
        }
        return raw;
    }

    private void line(Lines lines) {
        if (ended) {
            faults.add("line " + lines.number() + " comes after the end");
        } else if (lines.startsWith(ExportLines.EVENT)) {
            begin();
            event(lines);
        } else {
            other(lines.number(), lines.text());
        }
    }

    private void event(Lines lines) {
        try {
            var event = EventLine.of(lines);
            chains.event(
                    event.lane(),
                    event.position(),
                    event.previous(),
                    event.hash(),
                    lines.bytes(),
                    event.from,
                    event.length);
        } catch (IllegalArgumentException e) {
            faults.add("line " + lines.number() + " was changed: it does not have the form of an event");
        }
    }

    private void other(long number, String line) {
        if (line.startsWith(ExportLines.CHECKPOINT) && line.endsWith("}") && !begun && signed != null) {
            checkpoints++;
            signed.add("line " + number, line.substring(ExportLines.CHECKPOINT.length(), line.length() - 1));
        } else if (line.startsWith(ExportLines.END)) {
            end(number, line);
        } else {
            faults.add("line " + number
                    + " was changed or moved: neither event, nor checkpoint before the events, nor the end");
        }
    }

    private void end(long number, String line) {
        begin();
        ended = true;
        try {
            var expected = ExportLines.end(checkpoints, chains.events());
            if (!expected.equals(line)) {
                var told = CanonicalJson.parse(line);
                faults.add("line " + number + " says " + told.get("end") + ", but there are " + checkpoints
                        + " checkpoints and " + chains.events() + " events before it");
            }
        } catch (IllegalArgumentException e) {
            faults.add("line " + number + " was changed: it is not the end of an export");
        }
    }

    /** All checkpoints are known when the first event comes. */
    private void begin() {
        if (begun || signed == null) {
            return;
        }
        begun = true;
        if (second != null) {
            var copies = new CheckpointChain("the second place", keys, faults);
            second.all().forEach((number, document) -> copies.add("checkpoint " + number, document));
            signed.compareWith(copies);
            copies.expectMoreThan(signed, chains);
            CheckpointAlarms.report(second, keys, faults);
        }
        signed.expectOf(chains);
    }

    /** An export is written up to a checkpoint, so there is nothing in it behind the last one. */
    private void requireAllSigned() {
        if (signed == null) {
            return;
        }
        var covered = signed.newest().map(Checkpoint::lanes).orElse(List.of());
        for (var lane : chains.lanes()) {
            var upTo = lane < covered.size() ? covered.get(lane).position() : 0;
            var end = chains.end(lane).position();
            if (end > upTo) {
                faults.add("lane " + lane + " goes on to position " + end + ", but the last checkpoint signed up to "
                        + upTo);
            }
        }
    }
}
