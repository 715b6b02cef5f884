package dev.aviary.cli;

import dev.aviary.audit.VerificationProgress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a long verification is: a bar on a terminal, a line for every tenth otherwise. Thread-safe. */
final class VerifyProgress implements VerificationProgress, AutoCloseable {

    private static final int LINE_EVERY_PERCENT = 10;

    private final PrintWriter err;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private long told;

    /** @param err where it is shown, so that what is printed stays the result */
    VerifyProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void at(long done, long total) {
        var percent = total == 0 ? 0 : Math.min(100, done * 100 / total);
        if (terminal) {
            shown().stepTo(percent);
        } else if (percent >= told + LINE_EVERY_PERCENT) {
            told = percent - percent % LINE_EVERY_PERCENT;
            err.println(told + " % verified");
            err.flush();
        }
    }

    private ProgressBar shown() {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("verify")
                    .setInitialMax(100)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(" %", 1)
                    .build();
        }
        return bar;
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
