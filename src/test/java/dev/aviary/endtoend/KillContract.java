package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opentest4j.MultipleFailuresError;
import org.springframework.context.ApplicationContext;

/** A sync that is killed at any moment is taken over by the next one, which ends with the store of a sync that was not killed. */
abstract class KillContract {

    private static final long SEED = 20_260_820;
    private static final int AT_A_TIME = 2;
    private static final int DRAWS = 12;

    /** Every so many, the next sync is a process of its own, too; the others run it in this JVM, which saves time. */
    private static final int REAL_NEXT = 10;

    private final Ground ground = ground();

    abstract Ground ground();

    @Test
    void aKilledSyncIsTakenOverAndEndsAsIfNothingHadHappened() throws Exception {
        var pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            var kills = new ArrayList<Future<String>>();
            for (int number = 0; number < Moment.TWENTY.size(); number++) {
                kills.add(pool.submit(trial(number)));
            }
            check(kills);
        } finally {
            pool.shutdownNow();
        }
    }

    /** All of them, so that one failure does not hide another. */
    private static void check(List<Future<String>> kills) throws InterruptedException {
        var failures = new ArrayList<Throwable>();
        var hits = new TreeMap<String, Integer>();
        for (var kill : kills) {
            try {
                hits.merge(kill.get(), 1, Integer::sum);
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        System.out.println("Seed " + SEED + ", kills by where they hit and what the next sync found: " + hits);
        if (!failures.isEmpty()) {
            throw new MultipleFailuresError("Killed with seed " + SEED, failures);
        }
    }

    private Callable<String> trial(int number) {
        return () -> {
            var random = new Random(SEED + number);
            for (int draw = 0; draw < DRAWS; draw++) {
                var hit = killAndRecover(number, random, draw);
                if (!hit.isEmpty()) {
                    return hit;
                }
            }
            throw new AssertionError("Kill " + number + " never came before the end of the sync");
        };
    }

    /**
     * @param missed how often this kill came too late before; each time it is drawn from half of the time
     * @return where the kill hit; empty if the sync had ended before
     */
    private String killAndRecover(int number, Random random, int missed) {
        var trial = ground.trials().copy();
        var moment = Moment.TWENTY.get(number);
        var wait = moment.anywhere(random, ground.times()) >> missed;
        try (var process = ground.sync(trial)) {
            if (!moment.isReachedBy(process) || !process.killAfter(wait)) {
                ground.trials().drop(trial);
                return "";
            }
        }
        var hit = number % REAL_NEXT == 0 ? nextInItsOwnProcess(trial) : nextInThisProcess(trial);
        ground.trials().drop(trial);
        return hit.isEmpty() ? "" : moment + " found as " + hit;
    }

    private String nextInItsOwnProcess(Trial trial) {
        try (var next = ground.sync(trial)) {
            assertThat(next.exitCode()).as(next::output).isZero();
        }
        try (var context = ThisProcess.open(trial, ground.finch())) {
            return checked(context);
        }
    }

    private String nextInThisProcess(Trial trial) {
        try (var context = ThisProcess.open(trial, ground.finch())) {
            assertThat(Ground.sync(context).isFine()).isTrue();
            return checked(context);
        }
    }

    private String checked(ApplicationContext context) {
        var runs = context.getBean(Jobs.class).history(10);
        if (runs.size() > Ground.RUNS_BEFORE + 1) {
            assertThat(runs)
                    .as("the killed one was complete")
                    .extracting(JobRun::status)
                    .containsOnly("COMPLETED");
            return "";
        }
        assertThat(StoreImage.of(context)).isEqualTo(ground.undisturbed());
        return hit(runs.get(0));
    }

    private static String hit(JobRun run) {
        if (run.attempts().size() == 1) {
            return "start-up";
        }
        var steps = run.attempts().get(0).steps();
        return steps.isEmpty() ? "launch" : steps.get(steps.size() - 1).name().replaceFirst(":.*", "");
    }
}
