package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * How fast the shipped rules read a log on one thread, beside ripgrep with the same patterns, and what text made against them costs. Arguments: MiB of
 * log to make; or "against", to try only what is made against them; or files and directories, in which then only findings are counted.
 */
public final class RuleScanBenchmark {

    private static final int ROUNDS = 5;
    private static final int PIECE = 10 << 20;
    private static final double AIM = 3;
    private static final double GIB = 1 << 30;

    private final LeakRules rules = LeakRules.read(Clock.systemUTC());
    private final Detector detector = rules.detector();

    public static void main(String[] arguments) throws Exception {
        var benchmark = new RuleScanBenchmark();
        if (arguments.length == 1 && arguments[0].matches("[0-9]+")) {
            benchmark.speed(Integer.parseInt(arguments[0]));
            benchmark.madeAgainstUs();
        } else if (arguments.length == 1 && arguments[0].equals("against")) {
            benchmark.madeAgainstUs();
        } else {
            benchmark.findings(arguments);
        }
    }

    private void speed(int mebibytes) throws Exception {
        var log = Path.of("target/ordinary.log");
        var part = new OrdinaryLog(1).ofSize(Math.min(64, mebibytes) << 20);
        try (var out = Files.newOutputStream(log)) {
            for (int written = 0; written < mebibytes; written += part.length >> 20) {
                out.write(part);
            }
        }
        var patterns = Path.of("target/leak-patterns.txt");
        Files.write(patterns, RipgrepPatterns.shipped());
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long cpu = cpu();
            int hits = scan(log, new TreeMap<>());
            print("rules", Files.size(log), System.nanoTime() - start, cpu() - cpu, hits);
            ripgrep(log, patterns);
        }
    }

    private static void ripgrep(Path log, Path patterns) throws Exception {
        var command = List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U'; time rg --no-config -j1 -a -c --dfa-size-limit 1G --regex-size-limit 1G" + " -f "
                        + patterns + " " + log);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        var times = lines.get(lines.size() - 1).split(" ");
        if (times.length != 2 || process.waitFor() > 1 || lines.get(0).contains("not found")) {
            System.out.println("rg: " + lines);
            return;
        }
        print(
                "rg",
                Files.size(log),
                (long) (Double.parseDouble(times[0]) * 1e9),
                (long) (Double.parseDouble(times[1]) * 1e9),
                lines.size() > 1 ? Integer.parseInt(lines.get(0)) : 0);
    }

    private static void print(String who, long bytes, long nanos, long cpu, int hits) {
        System.out.printf(
                "%-6s %.3f GiB/s by the clock, %.3f GiB/s by processor time, %d found%n",
                who, bytes / GIB / nanos * 1e9, bytes / GIB / cpu * 1e9, hits);
    }

    private void madeAgainstUs() {
        double plain = ordinary();
        var floods = measured(texts());
        var varied = measured(variedTexts());
        plain = Math.min(plain, ordinary());
        print("texts of 10 MiB made against the rules", floods, plain);
        print("such texts, no piece quite like the one before", varied, plain);
    }

    /** Warm, as the texts are that come after others. */
    private double ordinary() {
        var log = new OrdinaryLog(2).ofSize(PIECE);
        double best = best(log);
        for (int round = 1; round < ROUNDS; round++) {
            best = Math.min(best, best(log));
        }
        return best;
    }

    private Map<String, Double> measured(Map<String, Supplier<byte[]>> texts) {
        var measured = new LinkedHashMap<String, Double>();
        texts.forEach((name, text) -> measured.put(name, best(text.get())));
        return measured;
    }

    private static void print(String what, Map<String, Double> measured, double plain) {
        long above =
                measured.values().stream().filter(time -> time > AIM * plain).count();
        System.out.printf(
                "%d %s, times an ordinary log (%.3f GiB/s), %d above %.0f:%n",
                measured.size(), what, PIECE / GIB / plain * 1e9, above, AIM);
        measured.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(Math.max(15, above))
                .forEach(entry -> System.out.printf("%6.2f  %s%n", entry.getValue() / plain, entry.getKey()));
    }

    private Map<String, Supplier<byte[]>> variedTexts() {
        var texts = new LinkedHashMap<String, Supplier<byte[]>>();
        for (var piece : RuleSearchTests.ATTACKS) {
            texts.put("'" + piece + "'", () -> varied(piece));
        }
        for (var rule : rules.set().rules()) {
            var example = rule.matching().get(0);
            texts.put(
                    rule.id() + ", the first half of its example",
                    () -> varied(example.substring(0, example.length() / 2)));
        }
        return texts;
    }

    /** The piece again and again, with one in three letters and digits of its second half replaced by others. */
    private static byte[] varied(String piece) {
        var random = new Random(3);
        var text = repeated(piece);
        for (int at = 0; at < text.length; at++) {
            if (at % piece.length() >= piece.length() / 2 && random.nextInt(3) == 0) {
                text[at] = another(text[at], random);
            }
        }
        return text;
    }

    private static byte another(byte value, Random random) {
        if (value >= '0' && value <= '9') {
            return (byte) ('0' + random.nextInt(10));
        }
        int lower = value | 'a' - 'A';
        return lower >= 'a' && lower <= 'z' ? (byte) (value - lower + 'a' + random.nextInt(26)) : value;
    }

    private Map<String, Supplier<byte[]>> texts() {
        var texts = new LinkedHashMap<String, Supplier<byte[]>>();
        var pieces =
                new ArrayList<>(List.of("A", "0", "1234567890", "4444 4444 ", "4111111111111112 ", "536-22-0000 "));
        pieces.addAll(List.of("[{\"a\":", "\\\\\"", "sk_live_", "eyJh"));
        pieces.addAll(RuleSearchTests.ATTACKS);
        for (var piece : pieces) {
            texts.put("'" + piece + "'", () -> repeated(piece));
        }
        for (var rule : rules.set().rules()) {
            var example = rule.matching().get(0);
            texts.put(
                    rule.id() + ", the first half of its example",
                    () -> repeated(example.substring(0, example.length() / 2)));
        }
        texts.put("examples of all rules", () -> examples(1));
        texts.put("three quarters of examples of all rules", () -> examples(0.75));
        texts.put("examples of all rules in UTF-16", () -> utf16(examples(1)));
        texts.put("random bytes", RuleScanBenchmark::randomBytes);
        return texts;
    }

    private static byte[] utf16(byte[] text) {
        return Arrays.copyOf(new String(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_16LE), PIECE);
    }

    private static byte[] randomBytes() {
        var random = new byte[PIECE];
        new Random(1).nextBytes(random);
        return random;
    }

    private byte[] examples(double share) {
        var random = new Random(4);
        var text = new StringBuilder();
        var all = rules.set().rules();
        while (text.length() < PIECE) {
            var matching = all.get(random.nextInt(all.size())).matching();
            var example = matching.get(random.nextInt(matching.size()));
            text.append(example, 0, (int) (example.length() * share)).append(' ');
        }
        return text.substring(0, PIECE).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] repeated(String piece) {
        return piece.repeat(PIECE / piece.length() + 1).substring(0, PIECE).getBytes(StandardCharsets.ISO_8859_1);
    }

    private double best(byte[] text) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            for (int fresh = 0; fresh < text.length; fresh += Block.SIZE) {
                int from = Math.max(0, fresh - Block.CARRY);
                int to = Math.min(text.length, fresh + Block.SIZE);
                detector.search(new Block(text, from, fresh, to, from, to == text.length), hit -> {});
            }
            best = Math.min(best, cpu() - start);
        }
        return best;
    }

    private void findings(String[] places) throws IOException {
        var byRule = new TreeMap<String, Integer>();
        long bytes = 0;
        for (var place : places) {
            for (var file : files(Path.of(place))) {
                bytes += Files.size(file);
                scan(file, byRule);
            }
        }
        System.out.printf("%d bytes, found: %s%n", bytes, byRule);
    }

    private static List<Path> files(Path place) throws IOException {
        try (var tree = Files.walk(place)) {
            return new ArrayList<>(tree.filter(Files::isRegularFile).toList());
        }
    }

    private int scan(Path file, Map<String, Integer> byRule) throws IOException {
        var hits = new int[1];
        var bytes = new byte[Block.CARRY + Block.SIZE];
        try (var channel = FileChannel.open(file)) {
            long position = 0;
            int kept = 0;
            boolean last;
            do {
                int read = fill(channel, ByteBuffer.wrap(bytes, kept, Block.SIZE));
                last = channel.position() == channel.size();
                var block = new Block(bytes, 0, kept, kept + read, position, last);
                detector.search(block, hit -> {
                    hits[0]++;
                    byRule.merge(hit.rule(), 1, Integer::sum);
                });
                int carry = Math.min(Block.CARRY, block.to());
                System.arraycopy(bytes, block.to() - carry, bytes, 0, carry);
                position += block.to() - carry;
                kept = carry;
            } while (!last);
        }
        return hits[0];
    }

    private static int fill(FileChannel channel, ByteBuffer into) throws IOException {
        int from = into.position();
        while (into.hasRemaining() && channel.read(into) >= 0) {}
        return into.position() - from;
    }

    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
