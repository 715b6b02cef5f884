package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.jobs.JobNotStartedException;
import dev.aviary.jobs.Jobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A run has one owner: a second sync is refused while the owner lives, and an owner that paused for too long writes nothing more when it wakes up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnershipContract {

    private static final int LATENCY_MILLIS = 250;

    private final Ground ground = ground();
    private final Simulator slow = Ground.finch(LATENCY_MILLIS);

    abstract Ground ground();

    @AfterAll
    void closeFinch() {
        slow.close();
    }

    @Test
    void refusesASecondSyncWhileTheFirstRuns() {
        var trial = ground.trials().copy().withLongLease();
        try (var context = ThisProcess.open(trial, slow);
                var first = ground.aviary(trial, slow, "sync", "--full")) {
            first.await(Moment.PULL.line()).orElseThrow();

            assertThatThrownBy(() -> Ground.sync(context))
                    .isInstanceOf(JobNotStartedException.class)
                    .hasMessageContaining("is running already, as run ");

            assertThat(first.exitCode()).as(first::output).isZero();
            assertThat(context.getBean(Jobs.class).history(10)).hasSize(Ground.RUNS_BEFORE + 1);
            assertThat(StoreImage.of(context)).isEqualTo(ground.undisturbed());
        }
        ground.trials().drop(trial);
    }

    /** This process has the store open first, because a paused process that serves H2's file to others keeps them all waiting. */
    @Test
    void takesAPausedRunOverAndLeavesTheOwnerNothingToWriteWhenItWakesUp() {
        var trial = ground.trials().copy();
        try (var context = ThisProcess.open(trial, ground.finch());
                var owner = ground.aviary(trial, slow, "sync", "--full")) {
            owner.await(Moment.PULL.line()).orElseThrow();
            owner.signal("STOP");

            var run = Ground.sync(context);

            assertThat(run.isFine()).isTrue();
            assertThat(run.attempts()).hasSize(2);
            assertThat(StoreImage.of(context)).isEqualTo(ground.undisturbed());

            owner.signal("CONT");

            assertThat(owner.exitCode()).as(owner::output).isEqualTo(1);
            assertThat(owner.output())
                    .contains("aviary: Run " + run.run() + " of nightly-sync is no longer this process's");
            assertThat(StoreImage.of(context)).isEqualTo(ground.undisturbed());
            assertThat(context.getBean(Jobs.class).find(run.run()))
                    .hasValueSatisfying(now -> assertThat(now.isFine()).isTrue())
                    .map(now -> now.attempts().get(1))
                    .contains(run.attempts().get(1));
        }
        ground.trials().drop(trial);
    }
}
