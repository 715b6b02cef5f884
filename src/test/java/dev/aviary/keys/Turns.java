package dev.aviary.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of the JDK and of Aviary that are taken by turns, in ns per value. */
final class Turns {

    private final int rounds;
    private final int values;
    private final List<Double> ofJdk = new ArrayList<>();
    private final List<Double> ofAviary = new ArrayList<>();
    private boolean isRecording;
    private boolean isJdkFirst;

    /**
     * @param rounds of either side's work in a turn
     * @param values in a round
     */
    Turns(int rounds, int values) {
        this.rounds = rounds;
        this.values = values;
    }

    /** Of either side, one round. */
    interface Work {
        void run() throws Exception;
    }

    void record(boolean isRecording) {
        this.isRecording = isRecording;
    }

    /** A turn of each; who begins alternates. */
    void take(Work jdk, Work aviary) throws Exception {
        isJdkFirst = !isJdkFirst;
        var first = isJdkFirst ? time(jdk) : time(aviary);
        var second = isJdkFirst ? time(aviary) : time(jdk);
        if (isRecording) {
            ofJdk.add(isJdkFirst ? first : second);
            ofAviary.add(isJdkFirst ? second : first);
        }
    }

    private double time(Work work) throws Exception {
        var begun = System.nanoTime();
        for (var i = 0; i < rounds; i++) {
            work.run();
        }
        return (System.nanoTime() - begun) / (double) (rounds * values);
    }

    /** The medians, and what a turn of Aviary's cost beside the turn of the JDK it was paired with, in the median. */
    @Override
    public String toString() {
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < ofJdk.size(); i++) {
            ratios.add(ofAviary.get(i) / ofJdk.get(i));
        }
        return String.format(
                Locale.ROOT,
                "JDK %.0f ns, Aviary %.0f ns, %.2f times (%d turns of %d values)",
                median(ofJdk),
                median(ofAviary),
                median(ratios),
                ratios.size(),
                rounds * values);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(Double.NaN);
    }
}
