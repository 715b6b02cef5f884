package dev.aviary.vault;

/**
 * Why a token is opened: what for, and within what. Openings outside a run, which no operator asked for either, are what nobody expects.
 *
 * @param run the run; 0 outside a run
 */
public record Occasion(Purpose purpose, Within within, long run) {

    /** What an opening belongs to. */
    public enum Within {
        /** A run of a job. */
        RUN,
        /** A command that an operator gave. */
        COMMAND,
        /** Neither: recorded as an event of its own, each time. */
        OUTSIDE
    }

    public Occasion {
        if ((within == Within.RUN) != (run > 0)) {
            throw new IllegalArgumentException("A run has a positive number, and only a run has one");
        }
    }

    /** @param run as {@code RunLease.run()} has it */
    public static Occasion inRun(Purpose purpose, long run) {
        return new Occasion(purpose, Within.RUN, run);
    }

    public static Occasion byCommand(Purpose purpose) {
        return new Occasion(purpose, Within.COMMAND, 0);
    }

    public static Occasion outside(Purpose purpose) {
        return new Occasion(purpose, Within.OUTSIDE, 0);
    }
}
