package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A sync in a process of its own, stopped by Ctrl-C and by {@code aviary jobs stop RUN} in another process, in turn. */
final class StoppedProcess implements Stopped {

    private static final long LONGEST = Duration.ofMillis(900).toNanos();
    private static final int COMPLETE = 0;
    private static final int STOPPED_BY_ANOTHER = 1;
    private static final int STOPPED_BY_CTRL_C = 130;

    private final Ground ground;
    private final Simulator slow;
    private final Simulator slower;
    private final @Nullable Trial trial;
    private @Nullable JobRun last;
    private int stops;

    StoppedProcess(Ground ground, Simulator slow, Simulator slower) {
        this(ground, slow, slower, null);
    }

    private StoppedProcess(Ground ground, Simulator slow, Simulator slower, @Nullable Trial trial) {
        this.ground = ground;
        this.slow = slow;
        this.slower = slower;
        this.trial = trial;
    }

    @Override
    public Stopped begin(Trial on) {
        return new StoppedProcess(ground, slow, slower, on);
    }

    @Override
    public JobRun goOn(Random random, boolean again) {
        var store = Objects.requireNonNull(trial);
        stops += again ? 1 : 0;
        try (var process = start(store, !again ? ground.finch() : isCommand() ? slower : slow)) {
            var launched = process.await("launched with the following parameters");
            if (again && launched.isPresent() && !process.endsWithin((long) (random.nextDouble() * LONGEST))) {
                stop(process, store);
            }
            check(process);
        }
        last = newest(store);
        return last;
    }

    private OtherProcess start(Trial store, Simulator finch) {
        return last == null
                ? ground.aviary(store, finch, "sync", "--full")
                : ground.aviary(store, finch, "jobs", "restart", String.valueOf(last.run()));
    }

    private boolean isCommand() {
        return stops % 2 == 0;
    }

    private void stop(OtherProcess process, Trial store) {
        if (!isCommand()) {
            process.signal("INT");
            return;
        }
        var run = newest(store).run();
        try (var command = ground.aviary(store, slower, "jobs", "stop", String.valueOf(run))) {
            if (command.exitCode() == 0) {
                assertThat(command.output()).containsPattern("Run " + run + " is (stopped|complete)");
            } else {
                assertThat(command.output()).contains("Run " + run + " is not running; there is nothing to stop");
            }
        }
    }

    private JobRun newest(Trial store) {
        try (var context = ThisProcess.open(store, ground.finch())) {
            return context.getBean(Jobs.class).history(1).get(0);
        }
    }

    private static void check(OtherProcess process) {
        assertThat(process.exitCode()).as(process::output).isIn(COMPLETE, STOPPED_BY_ANOTHER, STOPPED_BY_CTRL_C);
        assertThat(process.output()).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    @Override
    public void close() {
        // Each process was waited for.
    }

    @Override
    public String toString() {
        return isCommand() ? "jobs stop" : "Ctrl-C";
    }
}
