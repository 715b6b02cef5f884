package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.exact.LogText;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Random;

/** What the search for people costs: over a log, for each number or address that was not seen before, and for one that was; and what it takes for somebody's. */
final class PeopleScanBenchmark {

    private PeopleScanBenchmark() {}

    /** Arguments: tenants, people of each, MiB of log, millions of lines about nobody. */
    public static void main(String[] args) throws Exception {
        int tenants = Integer.parseInt(args[0]);
        int people = Integer.parseInt(args[1]);
        var log = new LogText(new Random(1)).bytes(Integer.parseInt(args[2]) << 20);
        var directory = Files.createTempDirectory("people");
        var ground = new PeopleGround(tenants, people, directory.resolve("kek.json"), Clock.systemUTC());
        var before = used();
        var began = cpu();
        var detector = ground.detector();
        System.out.printf("%d tenants with %d people each%n", tenants, people);
        System.out.printf("index: %.1f MiB, %.0f ms%n", (used() - before) / 1048576.0, (cpu() - began) / 1e6);
        for (var round = 0; round < 3; round++) {
            var start = cpu();
            scan(detector, log);
            var seconds = (cpu() - start) / 1e9;
            System.out.printf(
                    "log: %.2f GiB in a second of processor time%n", log.length / (double) (1L << 30) / seconds);
        }
        for (var round = 0; round < 3; round++) {
            var text = PeopleGround.lines(new Random(100 + round));
            for (var again = 0; again < 2; again++) {
                var start = cpu();
                detector.search(Block.whole(text), hit -> {});
                System.out.printf(
                        "%s: %.2f us each%n",
                        again == 0 ? "new values" : "the same again", (cpu() - start) / 1e3 / 20_000);
            }
        }
        long lines = Math.round(Double.parseDouble(args[3]) * 1_000_000);
        var start = cpu();
        System.out.printf(
                "%d numbers and %d addresses of nobody: %d findings, ",
                lines, lines, PeopleGround.findings(detector, lines, new Random(3)));
        System.out.printf("%.2f us each%n", (cpu() - start) / 1e3 / 2 / lines);
    }

    private static void scan(Detector detector, byte[] text) {
        for (int fresh = 0; fresh < text.length; fresh += Block.SIZE) {
            int from = Math.max(0, fresh - Block.CARRY);
            int to = Math.min(text.length, fresh + Block.SIZE);
            detector.search(new Block(text, from, fresh, to, from, to == text.length), hit -> {});
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
