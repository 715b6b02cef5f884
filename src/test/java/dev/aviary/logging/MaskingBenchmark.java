package dev.aviary.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What masking adds to a log line, beside what the line costs anyway. docs/benchmarks.md has the command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MaskingBenchmark {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n%ex{short}";
    private static final String ID = "6a1d6a0e-1111-4111-8111-000000000001";

    private final KnownSecrets known = new KnownSecrets(new SecureRandom());
    private String plain = "";
    private String withId = "";
    private String withSecrets = "";
    private LoggingEvent event = new LoggingEvent();
    private final PatternLayout unmasked = new PatternLayout();
    private final MaskedLayout masked = new MaskedLayout();

    @Setup
    public void prepare() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            known.add(new UUID(random.nextLong(), random.nextLong()).toString().getBytes(StandardCharsets.US_ASCII));
        }
        var head = "2026-11-25T06:23:27.781Z INFO  [aviary-pull-1] ConnectionSync: ";
        plain = padded(
                head
                        + "connection read: 301 rows new, 12 changed, 4711 unchanged in 812 ms, next stage employment, page 3 of 12,");
        withId = padded(head + "connection " + ID + " of run 12 read: 301 rows new, 12 changed, 812 ms, request " + ID);
        withSecrets = padded(head + "POST /auth/token {\"client_secret\":\"" + ID + "\"} Authorization: Bearer " + ID);
        prepareLayouts();
    }

    private static String padded(String line) {
        return (line + " lorem ipsum dolor sit amet".repeat(8)).substring(0, 199) + "\n";
    }

    private void prepareLayouts() {
        var context = new LoggerContext();
        unmasked.setContext(context);
        unmasked.setPattern(PATTERN);
        unmasked.start();
        masked.setContext(context);
        masked.setPattern(PATTERN);
        masked.start();
        event = new LoggingEvent(
                "fqcn",
                context.getLogger("dev.aviary.sync.ConnectionSync"),
                Level.INFO,
                plain.substring(60),
                null,
                null);
        event.getThreadName();
    }

    @Benchmark
    public String plainLine() {
        return Masking.of(plain, known);
    }

    @Benchmark
    public String lineWithTwoIds() {
        return Masking.of(withId, known);
    }

    @Benchmark
    public String lineWithTwoSecrets() {
        return Masking.of(withSecrets, known);
    }

    @Benchmark
    public String layoutWithoutMasking() {
        return unmasked.doLayout(event);
    }

    @Benchmark
    public String layoutWithMasking() {
        return masked.doLayout((ILoggingEvent) event);
    }
}
