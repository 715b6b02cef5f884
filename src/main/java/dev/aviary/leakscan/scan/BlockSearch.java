package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Searches a block with several detectors: one after the other, or side by side where somebody has time to help. Thread-safe. */
final class BlockSearch {

    /** By the thread that reads, alone. */
    static final BlockSearch ALONE = new BlockSearch(null);

    /** Bytes of a block below which help is not worth the asking. */
    private static final int LEAST = 128 << 10;

    private final @Nullable Executor helpers;

    private BlockSearch(@Nullable Executor helpers) {
        this.helpers = helpers;
    }

    /** @param helpers may be busy: what none of them has begun by then, the thread that reads does itself */
    static BlockSearch helpedBy(Executor helpers) {
        return new BlockSearch(helpers);
    }

    /** @param detectors the one that takes longest is the last */
    BlockHits search(List<Detector> detectors, Block block) {
        return helpers == null || detectors.size() < 2 || block.to() - block.from() < LEAST
                ? oneAfterTheOther(detectors, block)
                : sideBySide(detectors, block, helpers);
    }

    private static BlockHits oneAfterTheOther(List<Detector> detectors, Block block) {
        var hits = new BlockHits();
        detectors.forEach(detector -> detector.search(block, hits));
        return hits;
    }

    private static BlockHits sideBySide(List<Detector> detectors, Block block, Executor helpers) {
        var tasks = new ArrayList<FutureTask<BlockHits>>();
        detectors.forEach(detector -> tasks.add(new FutureTask<>(() -> oneAfterTheOther(List.of(detector), block))));
        var longest = tasks.get(tasks.size() - 1);
        tasks.subList(0, tasks.size() - 1).forEach(helpers::execute);
        longest.run();
        // Does nothing for a task that a helper has begun.
        tasks.forEach(FutureTask::run);
        var hits = new BlockHits();
        tasks.forEach(task -> hits.add(result(task)));
        return hits;
    }

    private static BlockHits result(FutureTask<BlockHits> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The scan was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }
}
