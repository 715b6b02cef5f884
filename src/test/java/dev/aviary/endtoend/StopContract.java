package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A run that is stopped at any moment, by any of the ways there are, ends STOPPED, and restarting it goes on where it was: the same run is stopped again and
 * again until it has run to its end, and leaves the store of a run that nobody stopped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StopContract {

    private static final long SEED = 20_260_821;

    /** On each of two databases. */
    private static final int STOPS = 25;

    /** On each of two threads; the other stops are of runs in this JVM. */
    private static final int OF_PROCESSES = 2;

    private final Ground ground = ground();

    /** Slower than for the kills, so that one run is long enough for several stops, or even for another process to start and stop it. */
    private final Simulator slow = Ground.finch(60);

    /** Waiting costs the machine nothing, a run that has ended before the command comes costs another one. */
    private final Simulator slower = Ground.finch(2_000);

    abstract Ground ground();

    @AfterAll
    void closeFinch() {
        slow.close();
        slower.close();
    }

    @Test
    void stopsEndStoppedAndRestartable() throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        try {
            var all = List.of(
                    pool.submit(() -> stops(new StoppedProcess(ground, slow, slower), OF_PROCESSES, 1)),
                    pool.submit(() -> stops(new StoppedProcess(ground, slow, slower), OF_PROCESSES, 2)),
                    pool.submit(() -> stops(new StoppedHere(ground, slow), STOPS - 2 * OF_PROCESSES, 3)));
            var hits = new TreeMap<String, Integer>();
            for (var stops : all) {
                stops.get().forEach(hit -> hits.merge(hit, 1, Integer::sum));
            }
            System.out.println("Seed " + SEED + ", stops by way and where they hit: " + hits);
            assertThat(hits.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(STOPS);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Stops run after run until there were that many stops; each run is left only when it is complete. */
    private List<String> stops(Stopped way, int count, int number) {
        var random = new Random(SEED + number);
        var hits = new ArrayList<String>();
        while (hits.size() < count) {
            var trial = ground.trials().copy();
            var left = count - hits.size();
            hits.addAll(stopAndRestart(way, trial, random, left));
            ground.trials().drop(trial);
        }
        return hits;
    }

    private List<String> stopAndRestart(Stopped way, Trial trial, Random random, int most) {
        var hits = new ArrayList<String>();
        try (var stopped = way.begin(trial)) {
            for (var run = stopped.goOn(random, true); !run.status().equals("COMPLETED"); ) {
                assertThat(run.status())
                        .as(() -> stopped + " with seed " + SEED)
                        .isEqualTo("STOPPED");
                assertThat(run.attempts()).extracting(JobRun.Attempt::status).containsOnly("STOPPED");
                hits.add(stopped + " in " + lastStep(run));
                run = stopped.goOn(random, hits.size() < most);
            }
            assertThat(stopped.store().getBean(Jobs.class).history(10)).hasSize(Ground.RUNS_BEFORE + 1);
            assertThat(StoreImage.of(stopped.store())).isEqualTo(ground.undisturbed());
        }
        return hits;
    }

    private static String lastStep(JobRun run) {
        var steps = run.attempts().get(run.attempts().size() - 1).steps();
        return steps.isEmpty() ? "launch" : steps.get(steps.size() - 1).name().replaceFirst(":.*", "");
    }
}
