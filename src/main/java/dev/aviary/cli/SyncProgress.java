package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.sync.SyncRuns;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the run of this process is: a bar on a terminal, a line every few seconds otherwise. Close it when the run has ended. */
final class SyncProgress implements AutoCloseable {

    private static final int LOOK_EVERY_MILLIS = 300;
    private static final int LINE_EVERY_LOOKS = 15;
    private static final int LAST_LOOK_SECONDS = 5;

    private final Jobs jobs;
    private final SyncRuns runs;
    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final ScheduledExecutorService looks;
    private int look;
    private String last = "";

    SyncProgress(Jobs jobs, SyncRuns runs, PrintWriter out, boolean terminal) {
        this.jobs = jobs;
        this.runs = runs;
        this.out = out;
        this.bar = terminal ? bar() : null;
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "aviary-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Shows the progress while the work is done. */
    <T> T during(Supplier<T> work) {
        looks.scheduleWithFixedDelay(
                () -> newest().filter(JobRun::isRunning).ifPresent(this::show),
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        var result = work.get();
        looks.execute(() -> newest().ifPresent(this::show));
        return result;
    }

    private static ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("sync")
                .setInitialMax(1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(LOOK_EVERY_MILLIS)
                .setUnit(" connections", 1)
                .build();
    }

    private void show(JobRun run) {
        var total = runs.total(run.run());
        if (total.connections() == 0) {
            return;
        }
        if (bar != null) {
            bar.maxHint(total.connections());
            bar.stepTo(total.ended());
            bar.setExtraMessage(" " + total.rows().all() + " rows, " + total.requests() + " requests");
        } else if (++look % LINE_EVERY_LOOKS == 0) {
            line(total);
        }
    }

    private void line(SyncRuns.Total total) {
        var line = total.ended() + " of " + total.connections() + " connections, "
                + total.rows().all() + " rows, " + total.requests() + " requests";
        if (!line.equals(last)) {
            out.println(line);
            out.flush();
            last = line;
        }
    }

    private Optional<JobRun> newest() {
        return jobs.history(1).stream().findFirst();
    }

    /** Waits for a look that is under way, because what it looks into may be closed next. */
    @Override
    public void close() {
        looks.shutdown();
        try {
            looks.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (bar != null) {
            bar.close();
        }
    }
}
