package dev.aviary.audit;

import dev.aviary.keys.InstallationKeys;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads, signs and verifies what is in the database, outside of whatever transaction the caller has. */
final class LoggedOffice implements AuditOffice {

    private final InstallationKeys keys;
    private final Signer signer;
    private final Lanes lanes;
    private final AuditRows events;
    private final CheckpointRows rows;
    private final CheckpointFiles files;
    private final CheckpointDesk desk;
    private final AuditLog log;
    private final TransactionTemplate apart;

    LoggedOffice(
            InstallationKeys keys, AuditTables tables, CheckpointFiles files, AuditLog log, TransactionTemplate apart) {
        this.keys = keys;
        this.signer = new Signer(keys);
        this.lanes = tables.lanes();
        this.events = tables.events();
        this.rows = tables.checkpoints();
        this.files = files;
        this.desk = new CheckpointDesk(keys, tables, files);
        this.log = log;
        this.apart = apart;
    }

    @Override
    public boolean knows(AuditAct act) {
        return Boolean.TRUE.equals(apart.execute(status -> events.knows(act.name())));
    }

    @Override
    public List<AuditEntry> newest(int most) {
        return IntStream.range(0, Lanes.COUNT)
                .boxed()
                .flatMap(lane -> events.newest(lane, most).stream())
                .map(stored -> AuditEntry.of(stored.event()))
                .sorted(Comparator.comparing(AuditEntry::at)
                        .thenComparing(AuditEntry::lane)
                        .thenComparing(AuditEntry::position)
                        .reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Optional<Long> checkpoint() {
        return Objects.requireNonNull(apart.execute(status -> desk.sign().map(Checkpoint::number)));
    }

    @Override
    public long export(Path file) {
        return Objects.requireNonNull(apart.execute(status -> {
            desk.sign();
            return write(file, desk.newest().orElse(null));
        }));
    }

    /** The act is in the log before the first event is in the file: a kill can leave it without a whole file, but no file without it. */
    private long write(Path file, @Nullable Checkpoint upTo) {
        var count = upTo == null ? 0 : upTo.events();
        try (var writer = CheckpointFiles.newFile(file)) {
            note(file, count);
            write(writer, upTo, count);
            return count;
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException("File " + file + " is there already; name another", e);
        } catch (IOException e) {
            throw new UncheckedIOException("File " + file + " cannot be written", e);
        }
    }

    private void note(Path file, long count) throws IOException {
        try {
            log.append(AuditEvent.of(AuditAct.AUDIT_EXPORTED)
                    .figure(AuditField.EVENTS, count)
                    .build());
        } catch (RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private void write(BufferedWriter writer, @Nullable Checkpoint upTo, long count) {
        line(writer, ExportLines.head(signer.publicKeys().hex()));
        var signed = rows.after(0).stream()
                .filter(row -> upTo != null && row.number() <= upTo.number())
                .toList();
        for (var row : signed) {
            line(writer, ExportLines.checkpoint(row.document()));
        }
        if (upTo != null) {
            upTo.lanes()
                    .forEach(lane -> events.read(
                            lane.lane(),
                            0,
                            lane.position(),
                            stored -> line(
                                    writer, ExportLines.event(stored.event().canonical(), stored.hash()))));
        }
        line(writer, ExportLines.end(signed.size(), count));
    }

    private static void line(BufferedWriter writer, String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Verification verify(@Nullable Path checkpoints, VerificationProgress progress) {
        var second = checkpoints == null ? files : new CheckpointFiles(checkpoints);
        return Objects.requireNonNull(apart.execute(status -> verify(second, progress)));
    }

    /** The second place is read first, the ends of the lanes last: what comes meanwhile is in the later of two and not missing in it. */
    private Verification verify(CheckpointFiles second, VerificationProgress progress) {
        var faults = new Faults();
        var chains = new ChainCheck(faults);
        var copies = new CheckpointChain("the second place", signer.publicKeys(), faults);
        second.all().forEach((number, document) -> copies.add("checkpoint " + number, document));
        var signed = new CheckpointChain("the database", signer.publicKeys(), faults);
        rows.after(0).forEach(row -> signed.add("checkpoint " + row.number(), row.document()));
        compare(signed, copies, second, faults);
        CheckpointAlarms.report(second, signer.publicKeys(), faults);
        signed.expectOf(chains);
        copies.expectMoreThan(signed, chains);
        checkLanes(chains, faults, progress);
        var covered = signed.newest().map(Checkpoint::events).orElse(0L);
        return new Verification(
                chains.events(),
                signed.found().size(),
                Math.max(0, chains.events() - covered),
                signer.publicKeys().fingerprints().stream().findFirst().orElse("none"),
                faults.lines());
    }

    private static void compare(CheckpointChain signed, CheckpointChain copies, CheckpointFiles second, Faults faults) {
        signed.compareWith(copies);
        if (!signed.found().isEmpty() && copies.found().isEmpty()) {
            faults.add("the second place " + second
                    + " has no checkpoint: name it with --checkpoints, or have it written by"
                    + " 'aviary audit checkpoint' if it never had one");
        }
    }

    private void checkLanes(ChainCheck chains, Faults faults, VerificationProgress progress) {
        var heads = lanes.all();
        if (heads.size() != Lanes.COUNT) {
            faults.add("audit_lane has " + heads.size() + " rows instead of " + Lanes.COUNT);
        }
        new LoggedChains(events, keys.vouching(JdbcAuditLog.KEY), progress).check(chains, heads);
        chains.end();
        heads.forEach(head -> {
            CheckpointDesk.requireEnd(chains.end(head.lane()), head, faults);
            report(events.beyondTheEnd(head.lane()), " events stand behind the end of lane " + head.lane(), faults);
        });
        report(events.besideTheLanes(), " events stand in no lane, or before the first position of one", faults);
    }

    private static void report(long count, String what, Faults faults) {
        if (count > 0) {
            faults.add(count + what + ": no append made them");
        }
    }
}
