package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A sync in a process of its own, stopped by {@code aviary jobs stop RUN} in another process and by Ctrl-C, in turn; it runs to its end in this one. */
final class StoppedProcess implements Stopped {

    private static final long LONGEST = Duration.ofMillis(900).toNanos();
    private static final int COMPLETE = 0;
    private static final int STOPPED_BY_ANOTHER = 1;
    private static final int STOPPED_BY_CTRL_C = 130;

    private final Ground ground;
    private final Simulator slow;
    private final Simulator slower;
    private final @Nullable Trial trial;
    private @Nullable ConfigurableApplicationContext store;
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
        if (again) {
            closeStore();
            stops++;
            stopSomewhere(random);
        } else {
            Ground.restart(store(), Objects.requireNonNull(last).run());
        }
        last = newest(store());
        return last;
    }

    private void stopSomewhere(Random random) {
        try (var process = start(isCommand() ? slower : slow)) {
            var launched = process.await("launched with the following parameters");
            if (launched.isPresent() && !process.endsWithin((long) (random.nextDouble() * LONGEST))) {
                stop(process);
            }
            check(process);
        }
    }

    private OtherProcess start(Simulator finch) {
        return last == null
                ? ground.aviary(trial(), finch, "sync", "--full")
                : ground.aviary(trial(), finch, "jobs", "restart", String.valueOf(last.run()));
    }

    private boolean isCommand() {
        return stops % 2 == 1;
    }

    private void stop(OtherProcess process) {
        if (!isCommand()) {
            process.signal("INT");
            return;
        }
        var run = last == null ? ground.run() : last.run();
        try (var command = ground.aviary(trial(), slower, "jobs", "stop", String.valueOf(run))) {
            if (command.exitCode() == 0) {
                assertThat(command.output()).containsPattern("Run " + run + " is (stopped|complete)");
            } else {
                assertThat(command.output()).contains("Run " + run + " is not running; there is nothing to stop");
            }
        }
    }

    private static JobRun newest(ApplicationContext context) {
        return context.getBean(Jobs.class).history(1).get(0);
    }

    private Trial trial() {
        return Objects.requireNonNull(trial);
    }

    @Override
    public ConfigurableApplicationContext store() {
        store = store == null ? ThisProcess.open(trial(), ground.finch()) : store;
        return store;
    }

    /** So that the next process has the store for itself. */
    private void closeStore() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private static void check(OtherProcess process) {
        assertThat(process.exitCode()).as(process::output).isIn(COMPLETE, STOPPED_BY_ANOTHER, STOPPED_BY_CTRL_C);
        assertThat(process.output())
                .doesNotContain("ERROR")
                .doesNotContain("\tat ")
                .containsPattern("Run \\d+ (stopped|complete)");
    }

    @Override
    public void close() {
        closeStore();
    }

    @Override
    public String toString() {
        return isCommand() ? "jobs stop" : "Ctrl-C";
    }
}
