package dev.aviary.leakscan.rules;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Lines as a service of this kind writes them, without anything that must not be there; the same ones for the same seed. */
final class OrdinaryLog {

    private static final String[] LOGGERS = {
        "dev.aviary.sync.PullStep",
        "dev.aviary.finch.HttpFinch",
        "o.s.batch.core.step.AbstractStep",
        "com.zaxxer.hikari.pool.HikariPool",
        "org.springframework.jdbc.core.JdbcTemplate",
        "org.quartz.core.QuartzSchedulerThread"
    };
    private static final String[] TEXTS = {
        "Connection %u pulled: individual %d, employment %d, unchanged %d, %d ms",
        "GET https://api.tryfinch.com/employer/directory?limit=%d&offset=%d 200 in %d ms, Finch-Request-Id %u",
        "Executing prepared SQL statement [SELECT id, content FROM individual WHERE connection = ? AND gone = 0 ORDER BY id]",
        "{\"level\":\"info\",\"trace\":\"%h\",\"span\":\"%h\",\"took\":%d,\"path\":\"/employer/pay-statement\",\"status\":200}",
        "Pool stats (total=%d, active=%d, idle=%d, waiting=%d), timeout after 30000ms, max lifetime 1800000ms",
        "Step: [pull] executed in %ds%dms for tenant %u; tokens opened: %d, authorization refreshed: false",
        "Creating new transaction with name [dev.aviary.sync.PageCommit.page]: PROPAGATION_REQUIRED,ISOLATION_DEFAULT",
        "\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:%d)",
        "10.0.%d.%d - - \"POST /api/connections/%u/sync HTTP/1.1\" 202 %d \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"",
        "Password policy checked for operator %d: minimum length 12, key derivation 600000 rounds, secret manager not used"
    };

    private final Random random;
    private long millis = 1_790_000_000_000L;

    OrdinaryLog(long seed) {
        this.random = new Random(seed);
    }

    byte[] ofSize(int bytes) {
        var log = new ByteArrayOutputStream(bytes + 512);
        while (log.size() < bytes) {
            log.writeBytes(line().getBytes(StandardCharsets.UTF_8));
        }
        return java.util.Arrays.copyOf(log.toByteArray(), bytes);
    }

    private String line() {
        millis += random.nextInt(40);
        var text = TEXTS[random.nextInt(TEXTS.length)];
        if (text.startsWith("\t")) {
            return filled(text) + "\n";
        }
        return String.format(
                Locale.ROOT,
                "%s %-5s [worker-%d] %s : %s%n",
                java.time.Instant.ofEpochMilli(millis),
                random.nextInt(9) == 0 ? "INFO" : "DEBUG",
                random.nextInt(16),
                LOGGERS[random.nextInt(LOGGERS.length)],
                filled(text));
    }

    private String filled(String text) {
        var filled = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) != '%') {
                filled.append(text.charAt(at));
                continue;
            }
            at++;
            filled.append(
                    switch (text.charAt(at)) {
                        case 'u' -> new UUID(random.nextLong(), random.nextLong()).toString();
                        case 'h' -> Long.toHexString(random.nextLong());
                        default -> Integer.toString(random.nextInt(5000));
                    });
        }
        return filled.toString();
    }
}
