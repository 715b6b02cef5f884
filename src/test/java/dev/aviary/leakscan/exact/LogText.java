package dev.aviary.leakscan.exact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** A log as services write it: application lines, JSON lines, access logs, stack traces; ids, digests and now and then a JWT, all made up. */
public final class LogText {

    private static final String[] WORDS = """
            request connection tenant completed started failed retry page directory employment payment statement budget \
            waiting granted refused token lease fence worker queue thread response status header timeout records written \
            committed rolled back transaction cursor stage next reading stored sealed opened rotated expired scheduled""".split(" ");

    private static final String[] LOGGERS = {
        "dev.aviary.sync.NightlySyncJob",
        "o.s.b.c.l.s.TaskExecutorJobLauncher",
        "org.quartz.core.QuartzScheduler",
        "com.zaxxer.hikari.pool.HikariPool"
    };

    private final Random random;

    public LogText(Random random) {
        this.random = random;
    }

    public byte[] bytes(int size) {
        var out = new ByteArrayOutputStream(size + 1000);
        while (out.size() < size) {
            out.writeBytes((line() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private String line() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 ->
                "%s %5s 4711 --- [worker-%d] %-36s : %s"
                        .formatted(time(), "INFO", random.nextInt(8), logger(), sentence(6 + random.nextInt(12)));
            case 7, 8, 9 ->
                "{\"@timestamp\":\"%s\",\"level\":\"INFO\",\"logger\":\"%s\",\"trace\":\"%s\",\"message\":\"%s\",\"ms\":%d}"
                        .formatted(time(), logger(), id(), sentence(9), random.nextInt(5000));
            case 10, 11, 12 ->
                "10.%d.%d.%d - - [25/Nov/2026:08:%02d:%02d +0000] \"GET /api/v1/tenants/%s?page=%d&q=%s%%20%s HTTP/1.1\" 200 %d \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\""
                        .formatted(
                                random.nextInt(256),
                                random.nextInt(256),
                                random.nextInt(256),
                                random.nextInt(60),
                                random.nextInt(60),
                                id(),
                                random.nextInt(50),
                                word(),
                                word(),
                                random.nextInt(100_000));
            case 13, 14, 15 ->
                "%s DEBUG run=%d connection=%s stage=%s page=%d rows=%d ms=%d"
                        .formatted(
                                time(),
                                random.nextInt(1000),
                                id(),
                                word(),
                                random.nextInt(100),
                                random.nextInt(1000),
                                random.nextInt(9000));
            case 16, 17 ->
                "\tat %s.%s(%s.java:%d) ~[aviary.jar:0.1.0]"
                        .formatted(logger(), word(), word().toUpperCase(Locale.ROOT), random.nextInt(400));
            case 18 ->
                random.nextInt(4) == 0
                        ? "%s INFO  answer body {\\\"id\\\":\\\"%s\\\",\\\"name\\\":\\\"%s\\\"}"
                                .formatted(time(), id(), word())
                        : "%s INFO  digest sha256:%s of %s"
                                .formatted(time(), HexFormat.of().formatHex(noise(32)), word());
            default ->
                random.nextInt(4) == 0
                        ? "%s WARN  refused eyJhbGciOiJIUzI1NiJ9.%s.%s".formatted(time(), base64(90), base64(32))
                        : "%s WARN  %s".formatted(time(), sentence(15));
        };
    }

    private String time() {
        return "2026-11-%02dT%02d:%02d:%02d.%03dZ"
                .formatted(
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1000));
    }

    private String sentence(int words) {
        var sentence = new StringBuilder(word());
        for (var i = 1; i < words; i++) {
            sentence.append(' ').append(random.nextInt(8) == 0 ? Integer.toString(random.nextInt(10_000)) : word());
        }
        return sentence.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String logger() {
        return LOGGERS[random.nextInt(LOGGERS.length)];
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise(bytes));
    }

    private byte[] noise(int bytes) {
        var noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }
}
