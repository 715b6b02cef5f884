package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import dev.aviary.audit.AuditEntry;
import dev.aviary.audit.AuditOffice;
import dev.aviary.operators.Permission;
import dev.aviary.testing.RunningAviary;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people ask of the jobs, with the real job on the real database. */
abstract class DeskContract {

    private final RunningAviary aviary;
    private final Jobs jobs;

    DeskContract(RunningAviary aviary) {
        this.aviary = aviary;
        this.jobs = aviary.bean(Jobs.class);
    }

    @Test
    void doesNotRunTheSameJobTwiceAtOnce() throws Exception {
        aviary.finch().noFaults();
        aviary.after(Duration.ofDays(1));
        var tenant = aviary.newTenant();
        var link = aviary.finch().connect("gusto", "oauth", 3, "company", "directory");
        aviary.take(tenant, link);
        aviary.finch().fault(link, Map.of("kind", "slow", "endpoint", "introspect", "millis", 20_000, "times", 1));

        var first = CompletableFuture.supplyAsync(() -> aviary.sync(tenant));
        while (aviary.finch().hits() == 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        // The lease is fifteen seconds long; a sign of life comes every five.
        aviary.after(Duration.ofSeconds(6));

        assertThatThrownBy(() -> aviary.sync(tenant))
                .isInstanceOf(JobNotStartedException.class)
                .hasMessageContaining("is running already, as run ")
                .hasMessageContaining("aviary jobs stop ");

        var run = jobs.history(1).get(0);
        var operator = Actor.operator(new UUID(7, 8));
        assertThat(Acting.as(operator, () -> jobs.requestStop(run.run()))).isTrue();
        var stopped = first.get(30, TimeUnit.SECONDS);
        assertThat(stopped.run()).isEqualTo(run.run());
        assertThat(stopped.status()).isEqualTo("STOPPED");
        assertThat(jobs.requestStop(run.run())).isFalse();
        assertThat(aviary.bean(AuditOffice.class).newest(1_000))
                .filteredOn(event -> event.act().equals("RUN_STOP_ASKED")
                        && Long.valueOf(run.run()).equals(event.run()))
                .singleElement()
                .returns(operator.id(), AuditEntry::actorId);

        var restarted = jobs.restart(run.run());
        assertThat(restarted.run()).isEqualTo(run.run());
        assertThat(restarted.status()).isEqualTo("COMPLETED");
        assertThat(restarted.attempts()).hasSize(2);
        assertThatThrownBy(() -> jobs.restart(run.run()))
                .isInstanceOf(JobNotStartedException.class)
                .hasMessageContaining("nothing to restart");
    }

    /** Whoever may run a sync may not thereby rotate keys. */
    @Test
    void namesWhatEachJobAsksOfAnOperator() {
        assertThat(jobs.permissionFor("nightly-sync")).isEqualTo(Permission.RUN_JOBS);
        assertThat(jobs.permissionFor("key-rotation")).isEqualTo(Permission.MANAGE_KEYS);
        assertThat(jobs.permissionFor("a job that names nothing")).isEqualTo(Permission.MANAGE_OPERATORS);
    }

    @Test
    void notesInTheAuditLogWhoStartedARunAndHowItEnded() {
        aviary.finch().noFaults();
        var tenant = aviary.newTenant();
        var operator = Actor.operator(new UUID(5, 6));
        var run = Acting.as(operator, () -> aviary.sync(tenant)).run();

        var events = aviary.bean(AuditOffice.class).newest(1_000).stream()
                .filter(event -> Long.valueOf(run).equals(event.run()))
                .sorted(Comparator.comparing(AuditEntry::at))
                .toList();
        assertThat(events).extracting(AuditEntry::act).containsExactly("RUN_STARTED", "RUN_ENDED");
        assertThat(events).extracting(AuditEntry::actorId).containsExactly(operator.id(), "nightly-sync#" + run);
        assertThat(events.get(1).figures()).containsEntry("outcome", 0L);
        assertThat(Acting.now()).isEqualTo(Actor.SYSTEM);
    }

    @Test
    void runsAScheduledTimeOnce() {
        aviary.finch().noFaults();
        var due = ZonedDateTime.parse("2019-01-02T02:30:00Z");

        assertThat(jobs.runScheduled("nightly-sync", due)).isPresent();
        assertThat(jobs.runScheduled("nightly-sync", due)).isEmpty();
        assertThat(jobs.runScheduled("nightly-sync", due.plusDays(1))).isPresent();
    }

    /** That is what a process leaves behind that is killed while Spring Batch launches a run. */
    @Test
    void knowsNoRunBeforeItsFirstAttemptAndStartsItAnyway() {
        aviary.finch().noFaults();
        var due = ZonedDateTime.parse("2019-01-04T02:30:00Z");
        var definition = jobs.definitions().stream()
                .filter(each -> each.name().equals("nightly-sync"))
                .findFirst()
                .orElseThrow();
        aviary.sync(aviary.newTenant());
        var instance = aviary.bean(JobRepository.class)
                .createJobInstance(
                        definition.name(), RunParameters.of(definition, Map.of(), "due 2019-01-04T02:30:00Z"));

        assertThat(jobs.find(instance.getInstanceId())).isEmpty();
        assertThat(jobs.history(5)).extracting(JobRun::run).doesNotContain(instance.getInstanceId());
        assertThat(jobs.history(1)).as("the run before it").hasSize(1);
        assertThat(jobs.runScheduled(definition.name(), due))
                .hasValueSatisfying(run -> assertThat(run.status()).isEqualTo("COMPLETED"));
    }

    /** The plan's rows are committed before Spring Batch notes that the step is complete, and a process may be killed between the two. */
    @Test
    void plansARunOnce() {
        aviary.finch().noFaults();
        aviary.after(Duration.ofDays(1));
        var tenant = aviary.newTenant();
        aviary.take(tenant, aviary.finch().connect("gusto", "oauth", 3, "company", "directory"));
        var run = aviary.sync(tenant);
        var execution = run.attempts().get(0).execution();
        var jdbc = JdbcClient.create(aviary.bean(DataSource.class));
        jdbc.sql("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED' WHERE JOB_EXECUTION_ID = ?")
                .param(execution)
                .update();
        jdbc.sql("UPDATE BATCH_JOB_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED' WHERE JOB_EXECUTION_ID = ?")
                .param(execution)
                .update();

        assertThat(jobs.restart(run.run()).status()).isEqualTo("COMPLETED");
    }

    /** Spring Batch notes that the last step is complete before it notes that the run is. */
    @Test
    void knowsHowARunEndedThatWasKilledBetweenItsLastStepAndItsEnd() {
        aviary.finch().noFaults();
        aviary.after(Duration.ofDays(1));
        var tenant = aviary.newTenant();
        aviary.take(tenant, aviary.finch().connect("gusto", "oauth", 3, "company", "directory"));
        var run = aviary.sync(tenant);
        JdbcClient.create(aviary.bean(DataSource.class))
                .sql(
                        "UPDATE BATCH_JOB_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED' WHERE JOB_EXECUTION_ID = ?")
                .param(run.attempts().get(0).execution())
                .update();

        var restarted = jobs.restart(run.run());

        assertThat(restarted.isFine()).as(restarted::toString).isTrue();
        assertThat(restarted.outcome()).isEqualTo(run.outcome()).isNotEmpty();
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThatThrownBy(() -> jobs.run("nightly-snc", Map.of()))
                .isInstanceOf(JobNotStartedException.class)
                .hasMessageContaining("No job file defines 'nightly-snc'; defined are nightly-sync");
        assertThatThrownBy(() -> jobs.run("nightly-sync", Map.of("tennant", "x")))
                .isInstanceOf(JobNotStartedException.class)
                .hasMessageContaining("unknown parameter 'tennant'");
        assertThatThrownBy(() -> jobs.restart(999_999)).isInstanceOf(JobNotStartedException.class);
        assertThat(jobs.find(999_999)).isEmpty();
        assertThat(jobs.requestStop(999_999)).isFalse();
    }
}
