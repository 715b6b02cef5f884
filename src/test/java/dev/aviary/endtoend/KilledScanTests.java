package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.leakscan.nightly.LogScans;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Scans of logs that are killed one after the other, while the logs go on: in the end each secret was found, and each was counted once. */
class KilledScanTests {

    private static final long SEED = 20_261_127;
    private static final int KILLS = 4;
    private static final long LOOK_EVERY_NANOS = 2_000_000;
    private static final int LINES = 30_000;
    private static final String FILLER =
            " handled a request in some milliseconds, with nothing to tell about it".repeat(8);

    private final Random random = new Random(SEED);
    private int planted;

    @Test
    void killedScansMissNothingAndCountNothingTwice() throws IOException {
        var home = Homes.make(Homes.root("scans"));
        var database = TestDatabase.mariadb();
        var trial = new Trial(home, database.url());
        var logs = Files.createDirectories(home.resolve("logs"));
        var settings = Map.of(
                "aviary.home", home.toString(),
                "spring.datasource.url", database.url(),
                "aviary.jobs.lease", "1s",
                // There is nothing to tell; without a sender of mail, nothing would start.
                "spring.mail.host", "127.0.0.1",
                "aviary.leakscan.notice.mail-to", "security@example.com",
                "aviary.leakscan.notice.mail-from", "aviary@example.com");
        var findings = JdbcClient.create(database.dataSource());
        var killed = 0;
        for (var kill = 0; kill < KILLS; kill++) {
            write(logs.resolve("app.log"));
            rotate(logs);
            write(logs.resolve("app.log"));
            try (var process =
                    OtherProcess.start(trial, settings, List.of(), "scan", "--since-last", "--jobs", "2", "logs")) {
                killed += killOnceItHasFoundMore(process, findings) ? 1 : 0;
            }
        }
        assertThat(killed).as("scans that did not end before").isPositive();
        assertThat(sightings(findings))
                .as("found by scans that were killed")
                .isNotEmpty()
                .hasSizeLessThan(planted);
        try (var context = ThisProcess.open(settings)) {
            var jobs = context.getBean(Jobs.class);
            var run = jobs.run(LogScans.JOB, Map.of(LogScans.PATHS, logs.toString(), LogScans.TABLES, "false"));

            System.out.println(
                    "Seed " + SEED + ": " + killed + " of " + KILLS + " scans killed, then " + run.outcome());
            assertThat(run.status()).as(run::toString).isEqualTo("COMPLETED");
            assertThat(jobs.history(20)).extracting(JobRun::status).containsOnly("COMPLETED");
            assertThat(sightings(findings)).hasSize(planted).containsOnly(1L);
            assertThat(jobs.history(20).get(1).outcome())
                    .as("of the run that was killed, all its attempts together")
                    .contains("findings: " + planted + " new");
            assertThat(jobs.history(20).get(1).exitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");
        }
        Homes.delete(home);
    }

    /** @return whether it had not ended by itself before */
    private boolean killOnceItHasFoundMore(OtherProcess process, JdbcClient findings) {
        var enough = sightings(findings).size() + 1 + random.nextInt(10);
        while (sightings(findings).size() < enough) {
            if (process.endsWithin(LOOK_EVERY_NANOS)) {
                throw new AssertionError(process.output());
            }
        }
        return process.killAfter(0);
    }

    private static List<Long> sightings(JdbcClient findings) {
        return findings.sql("SELECT sightings FROM leak_finding WHERE rule = 'aws-access-key'")
                .query(Long.class)
                .list();
    }

    private void write(Path log) throws IOException {
        var lines = new ArrayList<String>(LINES);
        for (var line = 0; line < LINES; line++) {
            lines.add(line + FILLER + (random.nextInt(1000) == 0 ? " " + secret() : ""));
        }
        Files.write(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String secret() {
        return "AKIAQ7K2M5XR"
                + "%8s"
                        .formatted(Integer.toString(planted++, 6))
                        .replace(' ', '6')
                        .replace('0', 'Z')
                        .replace('1', 'Y');
    }

    private static void rotate(Path logs) throws IOException {
        for (var number = KILLS; number >= 1; number--) {
            var old = logs.resolve("app.log." + number);
            if (Files.exists(old)) {
                Files.move(old, logs.resolve("app.log." + (number + 1)));
            }
        }
        Files.move(logs.resolve("app.log"), logs.resolve("app.log.1"));
    }
}
