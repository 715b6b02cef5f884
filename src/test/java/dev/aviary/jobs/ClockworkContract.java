package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/**
 * What the schedule asks of Quartz, with Quartz's own store in the database. Quartz goes by the machine's time: our clock stands in a far future where
 * nothing is to fire, and in the past where all of it is to fire at once.
 */
abstract class ClockworkContract {

    private static final Instant FUTURE = Instant.parse("2100-01-01T12:00:00Z");
    private static final Instant PAST = Instant.parse("2001-01-01T12:00:00Z");

    private final TestDatabase database;
    private final List<SchedulerFactoryBean> started = new ArrayList<>();

    @TempDir
    @org.jspecify.annotations.Nullable
    Path directory;

    ClockworkContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void beginWithNothingArmed() throws Exception {
        var scheduler = quartz((schedule, clock) -> {});
        scheduler.clear();
    }

    @AfterEach
    void stopAll() throws SchedulerException {
        for (var factory : started) {
            factory.destroy();
        }
    }

    @Test
    void armsEnabledJobsForTheirNextTime() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "Europe/Berlin", "run-once", true);
        write("other", "0 0 4 * * *", "UTC", "run-once", false);
        var scheduler = quartz((schedule, clock) -> {});

        schedule(scheduler, FUTURE).arm();

        assertThat(due(scheduler)).contains(Instant.parse("2100-01-02T01:30:00Z"));
        assertThat(scheduler.checkExists(JobKey.jobKey("other", QuartzSchedule.GROUP)))
                .isFalse();
    }

    @Test
    void armsAnewWhenTheFileChangesAndLeavesItAloneOtherwise() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", true);
        var scheduler = quartz((schedule, clock) -> {});
        schedule(scheduler, FUTURE).arm();
        schedule(scheduler, FUTURE.minus(Duration.ofDays(5))).arm();
        assertThat(due(scheduler)).contains(Instant.parse("2100-01-02T02:30:00Z"));

        write("nightly-sync", "0 30 5 * * *", "UTC", "run-once", true);
        schedule(scheduler, FUTURE).arm();
        assertThat(due(scheduler)).contains(Instant.parse("2100-01-02T05:30:00Z"));

        write("nightly-sync", "0 30 5 * * *", "Asia/Kolkata", "run-once", true);
        schedule(scheduler, FUTURE).arm();
        assertThat(due(scheduler)).contains(Instant.parse("2100-01-02T00:00:00Z"));
    }

    @Test
    void dropsJobsThatNoFileEnablesAnyMore() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", true);
        write("other", "0 0 4 * * *", "UTC", "run-once", true);
        var scheduler = quartz((schedule, clock) -> {});
        schedule(scheduler, FUTURE).arm();

        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", false);
        Files.delete(java.util.Objects.requireNonNull(directory).resolve("other.yml"));
        schedule(scheduler, FUTURE).arm();

        assertThat(scheduler.getJobKeys(org.quartz.impl.matchers.GroupMatcher.anyJobGroup()))
                .isEmpty();
        assertThat(due(scheduler)).isEmpty();
    }

    @Test
    void keepsAnOverdueTimeOverARestart() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", true);
        schedule(quartz((schedule, clock) -> {}), FUTURE).arm();

        var restarted = quartz((schedule, clock) -> {});
        schedule(restarted, FUTURE.plus(Duration.ofDays(3))).arm();

        assertThat(due(restarted)).contains(Instant.parse("2100-01-02T02:30:00Z"));
    }

    @Test
    void skipsAnOverdueTimeIfTheFileSaysSo() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "skip", true);
        schedule(quartz((schedule, clock) -> {}), FUTURE).arm();

        var restarted = quartz((schedule, clock) -> {});
        schedule(restarted, Instant.parse("2100-01-02T02:30:30Z")).arm();
        assertThat(due(restarted)).contains(Instant.parse("2100-01-02T02:30:00Z"));
        schedule(restarted, FUTURE.plus(Duration.ofDays(3))).arm();

        assertThat(due(restarted)).contains(Instant.parse("2100-01-05T02:30:00Z"));
    }

    @Test
    void isArmedForNothingOnThe30thOfFebruary() throws Exception {
        write("nightly-sync", "0 0 2 30 2 *", "UTC", "run-once", true);
        var scheduler = quartz((schedule, clock) -> {});

        schedule(scheduler, FUTURE).arm();

        assertThat(due(scheduler)).isEmpty();
    }

    @Test
    void firesOncePerDueTimeAndSetsTheNextBeforeItRuns() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", true);
        var ran = Collections.synchronizedList(new ArrayList<ZonedDateTime>());
        var enough = new CountDownLatch(3);
        var scheduler = quartz((schedule, due) -> {
            ran.add(due);
            enough.countDown();
        });

        schedule(scheduler, PAST).arm();

        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        scheduler.shutdown(true);
        assertThat(List.copyOf(ran).subList(0, 3))
                .extracting(due -> due.toLocalDate().toString())
                .containsExactly("2001-01-02", "2001-01-03", "2001-01-04");
    }

    @Test
    void goesOnAfterARunThatWasNotStarted() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", true);
        var enough = new CountDownLatch(3);
        var scheduler = quartz((schedule, due) -> {
            enough.countDown();
            throw new JobNotStartedException("Job nightly-sync is running already");
        });

        schedule(scheduler, PAST).arm();

        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void firesAgainWhatAKilledProcessHadBegun() throws Exception {
        write("nightly-sync", "0 30 2 * * *", "UTC", "run-once", true);
        var began = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var killed = quartz((schedule, due) -> {
            began.countDown();
            await(end);
        });
        schedule(killed, PAST).arm();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        killed.standby();

        var ran = Collections.synchronizedList(new ArrayList<ZonedDateTime>());
        var again = new CountDownLatch(2);
        schedule(
                        quartz((schedule, due) -> {
                            ran.add(due);
                            again.countDown();
                        }),
                        PAST)
                .arm();

        try {
            assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(List.copyOf(ran))
                    .extracting(due -> due.toLocalDate().toString())
                    .contains("2001-01-02");
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Ran {
        void run(String job, ZonedDateTime due);
    }

    /** A scheduler of its own on the same database, as after a restart. What fires tells {@code ran}. */
    private Scheduler quartz(Ran ran) throws Exception {
        var factory = new SchedulerFactoryBean();
        factory.setSchedulerName("clockwork");
        factory.setDataSource(database.dataSource());
        factory.setAutoStartup(false);
        // How long Quartz lets an overdue time lie; a minute by default.
        var properties = new java.util.Properties();
        properties.setProperty("org.quartz.jobStore.misfireThreshold", "200");
        factory.setQuartzProperties(properties);
        factory.setJobFactory((bundle, scheduler) ->
                new LaunchJob(schedule(scheduler, PAST), jobs(ran), Clock.fixed(PAST, ZoneOffset.UTC)));
        factory.afterPropertiesSet();
        started.add(factory);
        return factory.getObject();
    }

    private static Jobs jobs(Ran ran) {
        return (Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("runScheduled");
                    ran.run((String) arguments[0], (ZonedDateTime) arguments[1]);
                    return Optional.empty();
                });
    }

    private QuartzSchedule schedule(Scheduler scheduler, Instant now) {
        try {
            var properties = new JobsProperties(
                    java.util.Objects.requireNonNull(directory), Duration.ofSeconds(15), Duration.ZERO);
            var files = new JobFiles(properties, List.of(new StubJob("nightly-sync"), new StubJob("other")));
            return new QuartzSchedule(scheduler, files, Clock.fixed(now, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<Instant> due(Scheduler scheduler) throws SchedulerException {
        var triggers = scheduler.getTriggersOfJob(JobKey.jobKey("nightly-sync", QuartzSchedule.GROUP)).stream()
                .filter(trigger -> trigger.getKey().getGroup().equals(QuartzSchedule.GROUP))
                .toList();
        assertThat(triggers).hasSizeLessThan(2);
        return triggers.stream()
                .map(trigger -> trigger.getNextFireTime().toInstant())
                .findFirst();
    }

    private void write(String job, String cron, String zone, String misfire, boolean enabled) throws IOException {
        Files.writeString(java.util.Objects.requireNonNull(directory).resolve(job + ".yml"), """
                job: %s
                enabled: %s
                schedule:
                  cron: "%s"
                  zone: %s
                  misfire: %s
                """.formatted(
                        job, enabled, cron, zone, misfire));
    }
}
