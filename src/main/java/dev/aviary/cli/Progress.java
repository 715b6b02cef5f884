package dev.aviary.cli;

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
final class Progress implements AutoCloseable {

    static final int LINE_EVERY_LOOKS = 15;

    private static final int LOOK_EVERY_MILLIS = 300;
    private static final int LAST_LOOK_SECONDS = 5;

    private final String unit;
    private final Look look;
    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final ScheduledExecutorService looks;
    private int looked;
    private String last = "";

    /** @param unit what is counted, in the plural */
    Progress(String task, String unit, Look look, PrintWriter out, boolean terminal) {
        this.unit = unit;
        this.look = look;
        this.out = out;
        this.bar = terminal ? bar(task, unit) : null;
        this.looks = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, "aviary-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param more what else there is to say */
    record Standing(long ended, long all, String more) {}

    interface Look {

        /** @param hasEnded whether the run has, and not only something before it */
        Optional<Standing> at(boolean hasEnded);
    }

    /** Shows the progress while the work is done. */
    <T> T during(Supplier<T> work) {
        looks.scheduleWithFixedDelay(
                () -> look.at(false).ifPresent(this::show),
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        var result = work.get();
        looks.execute(() -> look.at(true).ifPresent(this::show));
        return result;
    }

    private static ProgressBar bar(String task, String unit) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(LOOK_EVERY_MILLIS)
                .setUnit(" " + unit, 1)
                .build();
    }

    void show(Standing standing) {
        if (standing.all() == 0) {
            return;
        }
        if (bar != null) {
            bar.maxHint(standing.all());
            bar.stepTo(standing.ended());
            bar.setExtraMessage(" " + standing.more());
        } else if (++looked % LINE_EVERY_LOOKS == 0) {
            line(standing.ended() + " of " + standing.all() + " " + unit + ", " + standing.more());
        }
    }

    private void line(String line) {
        if (!line.equals(last)) {
            out.println(line);
            out.flush();
            last = line;
        }
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
