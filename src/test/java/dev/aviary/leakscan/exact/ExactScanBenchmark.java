package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Rates of the exact search over a log in memory, in GiB/s: literal forms, everything, and everything on two threads. */
final class ExactScanBenchmark {

    private static final double GIB = 1L << 30;

    private ExactScanBenchmark() {}

    /** Arguments: MiB of log, tokens, rounds. */
    public static void main(String[] args) throws Exception {
        var mebibytes = args.length > 0 ? Integer.parseInt(args[0]) : 256;
        var tokens = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        var rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        var text = new LogText(new Random(1)).bytes(mebibytes << 20);
        if (args.length > 3) {
            Files.write(Path.of(args[3]), text);
        }
        System.out.printf("%d MiB of log, %d tokens%n", mebibytes, tokens);
        var before = used();
        var literal = detector(tokens, false);
        System.out.printf("index: %d MiB%n", used() - before >> 20);
        var all = literal.withDecoding();
        hashOnly(fingerprints(1), text, rounds);
        measure("literal forms, one thread", literal, text, 1, rounds);
        measure("all encodings, one thread", all, text, 1, rounds);
        measure("all encodings, two threads", all, text, 2, rounds);
    }

    private static FingerprintsForTests fingerprints(int tokens) {
        return new FingerprintsForTests("benchmark", tokens(tokens));
    }

    static ExactDetector detector(int tokens, boolean decoding) {
        var fingerprints = fingerprints(tokens);
        return ExactDetector.of(fingerprints, List.of(), Occasion.outside(Purpose.values()[0]), new byte[16], decoding)
                .orElseThrow();
    }

    static List<String> tokens(int count) {
        var random = new Random(2);
        var tokens = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            tokens.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        return tokens;
    }

    /** Nothing but the hash of every eighth window: what the machine can do at this moment. */
    private static void hashOnly(FingerprintsForTests fingerprints, byte[] text, int rounds) {
        var hash = fingerprints.windowHash();
        for (var round = 0; round < rounds; round++) {
            var start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long all = 0;
            for (var at = 0; at + 12 <= text.length; at += 8) {
                all ^= hash.at(text, at);
            }
            var seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf(
                    "hashing only: %.2f GiB in a second of processor time (%d)%n",
                    text.length / GIB / seconds, all & 1);
        }
    }

    private static void measure(String what, Detector detector, byte[] text, int threads, int rounds)
            throws InterruptedException {
        for (var round = 0; round < rounds; round++) {
            var hits = new AtomicLong();
            var processor = new AtomicLong();
            var start = System.nanoTime();
            var workers = new ArrayList<Thread>();
            for (var number = 0; number < threads; number++) {
                var first = number;
                var worker = new Thread(() -> {
                    scan(detector, text, first, threads, hits);
                    processor.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                });
                workers.add(worker);
                worker.start();
            }
            for (var worker : workers) {
                worker.join();
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: %.2f GiB/s, %.2f GiB in a second of processor time, %d hits%n",
                    what, text.length / GIB / seconds, text.length / GIB / (processor.get() / 1e9), hits.get());
        }
    }

    private static void scan(Detector detector, byte[] text, int first, int step, AtomicLong hits) {
        for (long fresh = (long) first * Block.SIZE; fresh < text.length; fresh += (long) step * Block.SIZE) {
            var from = (int) Math.max(0, fresh - Block.CARRY);
            var to = (int) Math.min(text.length, fresh + Block.SIZE);
            detector.search(
                    new Block(text, from, (int) fresh, to, from, to == text.length), hit -> hits.incrementAndGet());
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
