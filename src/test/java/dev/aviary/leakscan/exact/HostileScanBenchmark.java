package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.leakscan.rules.LeakRules;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What hostile texts cost beside an ordinary log of the same size, the exact search by itself and with the rules, by processor time. */
final class HostileScanBenchmark {

    private static final int TOKENS = 10_000;

    private HostileScanBenchmark() {}

    /** Arguments: MiB of each text, rounds, and a part of the names of the texts. */
    public static void main(String[] args) {
        var size = (args.length > 0 ? Integer.parseInt(args[0]) : 10) << 20;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        var named = args.length > 2 ? args[2] : "";
        List<Detector> exact = List.of(ExactScanBenchmark.detector(TOKENS, true));
        List<Detector> everything =
                List.of(exact.get(0), LeakRules.read(Clock.systemUTC()).detector());
        var log = new LogText(new Random(1)).bytes(size);
        for (var round = 0; round < 20; round++) {
            seconds(everything, log, new Counts());
        }
        var texts = new LinkedHashMap<>(HostileTexts.pieces());
        texts.putAll(HostileTexts.ofSecrets(ExactScanBenchmark.tokens(TOKENS)));
        texts.keySet().removeIf(name -> !name.contains(named));
        List<Double> times = new ArrayList<>();
        texts.forEach((name, piece) -> {
            var text = HostileTexts.repeated(piece.get(), size);
            var counts = new Counts();
            var ofExact = times(exact, log, text, rounds, counts);
            var ofEverything = times(everything, log, text, rounds, new Counts());
            System.out.printf(
                    "%7.1f times an ordinary log, with the rules %5.1f: %s (%d hits, left out %d times)%n",
                    ofExact, ofEverything, name, counts.hits.get() / rounds, counts.leftOut.get() / rounds);
            times.add(ofEverything);
        });
        System.out.printf(
                "%d of %d texts take, with the rules, more than three times as long%n",
                times.stream().filter(taken -> taken > 3).count(), times.size());
    }

    /** The best of some rounds, the log and the text by turns. */
    private static double times(List<Detector> detectors, byte[] log, byte[] text, int rounds, Counts counts) {
        var plain = Double.MAX_VALUE;
        var hostile = Double.MAX_VALUE;
        for (var round = 0; round < rounds; round++) {
            plain = Math.min(plain, seconds(detectors, log, new Counts()));
            hostile = Math.min(hostile, seconds(detectors, text, counts));
        }
        return hostile / plain;
    }

    private static final class Counts implements Hits {
        private final AtomicLong hits = new AtomicLong();
        private final AtomicLong leftOut = new AtomicLong();

        @Override
        public void add(Hit hit) {
            hits.incrementAndGet();
        }

        @Override
        public void leftOut(long from, long to) {
            leftOut.incrementAndGet();
        }
    }

    private static double seconds(List<Detector> detectors, byte[] text, Counts counts) {
        var start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (var fresh = 0; fresh < text.length; fresh += Block.SIZE) {
            var from = Math.max(0, fresh - Block.CARRY);
            var to = Math.min(text.length, fresh + Block.SIZE);
            var block = new Block(text, from, fresh, to, from, to == text.length);
            detectors.forEach(detector -> detector.search(block, counts));
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }
}
