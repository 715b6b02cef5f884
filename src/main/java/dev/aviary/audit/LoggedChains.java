package dev.aviary.audit;

import dev.aviary.keys.VouchingKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the rows of the database, page by page, through a {@link ChainCheck}, and asks of each whether this installation's key vouched for it. As many
 * lanes at once as there are processors.
 */
final class LoggedChains {

    private static final int TOLD_EVERY = 4096;

    private final AuditRows rows;
    private final VouchingKey key;
    private final VerificationProgress progress;
    private final AtomicLong done = new AtomicLong();

    LoggedChains(AuditRows rows, VouchingKey key, VerificationProgress progress) {
        this.rows = rows;
        this.key = key;
        this.progress = progress;
    }

    /** The events of all lanes from where their checks stand, up to these ends. */
    void check(ChainCheck chains, List<Lanes.Head> ends) {
        var total = ends.stream()
                .mapToLong(end -> end.position() - chains.end(end.lane()).position())
                .sum();
        allOf(ends.stream()
                .map(end -> check(chains.lane(end.lane()), end.position(), total))
                .toList());
    }

    private Callable<Object> check(LaneCheck lane, long upTo, long total) {
        return Executors.callable(() -> {
            var canonical = new CanonicalObject();
            rows.read(lane.head().lane(), lane.head().position(), upTo, stored -> {
                check(lane, stored, canonical);
                if (lane.events() % TOLD_EVERY == 0) {
                    progress.at(done.addAndGet(TOLD_EVERY), total);
                }
            });
        });
    }

    private void check(LaneCheck lane, AuditRows.Stored stored, CanonicalObject canonical) {
        var event = stored.event();
        event.writeTo(canonical);
        lane.event(event.position(), event.previous(), stored.hash(), canonical.bytes(), 0, canonical.length());
        if (!key.vouchedFor(stored.mac(), stored.hash())) {
            lane.fault(event.position(), " was not written by this installation: its keyed code is wrong");
        }
    }

    private static void allOf(List<Callable<Object>> work) {
        var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            var thread = new Thread(task, "aviary-verify");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (var lane : threads.invokeAll(work)) {
                await(lane);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The verification was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<Object> lane) throws InterruptedException {
        try {
            lane.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A lane could not be verified", e.getCause());
        }
    }
}
