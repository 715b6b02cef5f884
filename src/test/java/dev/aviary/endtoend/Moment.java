package dev.aviary.endtoend;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The stretches of a process that syncs, by what it prints when each begins, and random moments in them. */
enum Moment {
    START_UP(""),
    LAUNCH("launched with the following parameters"),
    PLAN("Executing step: [plan]"),
    PULL("Executing step: [pull]"),
    RECONCILE("Executing step: [reconcile]"),
    REPORT("Executing step: [report]"),
    END("completed with the following parameters");

    /** Most of the work, and so most of the moments, are in the pull; the others are short and get more than their share. */
    static final List<Moment> TWENTY = List.of(
            START_UP, START_UP, START_UP, LAUNCH, LAUNCH, PLAN, PLAN, PLAN, PULL, PULL, PULL, PULL, PULL, PULL, PULL,
            RECONCILE, RECONCILE, RECONCILE, REPORT, REPORT);

    private final String line;

    Moment(String line) {
        this.line = line;
    }

    /** What the process prints when it begins. */
    String line() {
        return line;
    }

    /** When each began in a process that ran undisturbed to its end. */
    static Map<Moment, Long> timesOf(OtherProcess process) {
        var times = new EnumMap<Moment, Long>(Moment.class);
        for (var moment : values()) {
            times.put(moment, process.await(moment.line).orElseThrow().nanos());
        }
        times.put(START_UP, 0L);
        return times;
    }

    /** Waits until the process is in this stretch; false if it ended before. */
    boolean isReachedBy(OtherProcess process) {
        return this == START_UP || process.await(line).isPresent();
    }

    /** How far into the stretch: anywhere between its beginning and the next one's. */
    long anywhere(Random random, Map<Moment, Long> times) {
        var length = times.get(values()[ordinal() + 1]) - times.get(this);
        return (long) (random.nextDouble() * length);
    }
}
