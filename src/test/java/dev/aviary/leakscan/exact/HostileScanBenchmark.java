package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What the exact search of hostile texts costs beside that of an ordinary log of the same size, by processor time, the best of several rounds. */
final class HostileScanBenchmark {

    private static final int TOKENS = 10_000;

    private HostileScanBenchmark() {}

    /** Arguments: MiB of each text, rounds, and a part of the names of the texts. */
    public static void main(String[] args) {
        var size = (args.length > 0 ? Integer.parseInt(args[0]) : 10) << 20;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        var named = args.length > 2 ? args[2] : "";
        var detector = ExactScanBenchmark.detector(TOKENS, true);
        var log = new LogText(new Random(1)).bytes(size);
        for (var round = 0; round < 20; round++) {
            seconds(detector, log, new Counts());
        }
        var texts = new LinkedHashMap<>(HostileTexts.pieces());
        texts.putAll(HostileTexts.ofSecrets(ExactScanBenchmark.tokens(TOKENS)));
        texts.keySet().removeIf(name -> !name.contains(named));
        List<Double> times = new ArrayList<>();
        texts.forEach((name, piece) -> {
            var text = HostileTexts.repeated(piece.get(), size);
            var plain = Double.MAX_VALUE;
            var hostile = Double.MAX_VALUE;
            var counts = new Counts();
            for (var round = 0; round < rounds; round++) {
                plain = Math.min(plain, seconds(detector, log, new Counts()));
                counts = new Counts();
                hostile = Math.min(hostile, seconds(detector, text, counts));
            }
            System.out.printf(
                    "%7.1f times an ordinary log: %s (%d hits, left out %d times)%n",
                    hostile / plain, name, counts.hits.get(), counts.leftOut.get());
            times.add(hostile / plain);
        });
        System.out.printf(
                "%d of %d texts take more than three times as long%n",
                times.stream().filter(taken -> taken > 3).count(), times.size());
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

    private static double seconds(Detector detector, byte[] text, Counts counts) {
        var start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (var fresh = 0; fresh < text.length; fresh += Block.SIZE) {
            var from = Math.max(0, fresh - Block.CARRY);
            var to = Math.min(text.length, fresh + Block.SIZE);
            detector.search(new Block(text, from, fresh, to, from, to == text.length), counts);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }
}
