package dev.aviary.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;

/**
 * The layout of every appender: lines by a pattern, with secrets masked. It works on the finished text, so that message, arguments, MDC and exceptions with
 * their causes and suppressed ones are covered alike, whatever the pattern shows of them. What a database says in an exception is left out. No line is lost: what cannot be printed is replaced by a line that says so.
 * A line is printed up to 32,768 characters.
 */
public final class MaskedLayout extends PatternLayout {

    static final int LONGEST = 32_768;

    /** Masked, too, before the cut, so that no secret is cut in two and then not recognised. */
    private static final int MARGIN = 4_096;

    @Override
    public String doLayout(ILoggingEvent event) {
        try {
            return bounded(super.doLayout(ToldEvent.of(event)));
        } catch (RuntimeException | StackOverflowError e) {
            return withheld(event, e);
        }
    }

    private static String bounded(String line) {
        if (line.length() <= LONGEST + MARGIN) {
            return Masked.text(line);
        }
        var masked = Masked.text(line.substring(0, LONGEST + MARGIN));
        return masked.substring(0, Math.max(0, masked.length() - MARGIN)) + "... (" + (line.length() - LONGEST)
                + " characters more)" + System.lineSeparator();
    }

    /** Of the event only what is the program's own. */
    private static String withheld(ILoggingEvent event, Throwable e) {
        return Instant.ofEpochMilli(event.getTimeStamp()) + " " + event.getLevel() + " " + event.getLoggerName()
                + ": (a line that could not be printed: " + e.getClass().getSimpleName() + ")" + System.lineSeparator();
    }
}
