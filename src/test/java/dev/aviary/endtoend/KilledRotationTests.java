package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.keyrotation.KeyRotations;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.keys.Keys;
import dev.aviary.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rotation of keys whose process is killed is taken over by whoever starts the next one, as the same run: no tenant gets two new keys. */
class KilledRotationTests {

    private static final long SEED = 20_261_125;
    private static final int DRAWS = 6;
    private static final long LONGEST_NANOS = 600_000_000;
    private static final List<UUID> TENANTS =
            IntStream.range(0, 60).mapToObj(i -> new UUID(7, i)).toList();

    @Test
    void aKilledRotationIsTakenOver() {
        var random = new Random(SEED);
        var draw = 0;
        while (!isTakenOver((long) (random.nextDouble() * LONGEST_NANOS) >> draw)) {
            assertThat(++draw).as("kills that came too late").isLessThan(DRAWS);
        }
    }

    /** @return false if the run had ended before the kill */
    private static boolean isTakenOver(long wait) {
        var database = TestDatabase.mariadb().url();
        var trial = new Trial(Homes.make(Homes.root("rotation").resolve(String.valueOf(wait))), database);
        var settings = Map.of(
                "aviary.home",
                trial.home().toString(),
                "spring.datasource.url",
                database,
                "aviary.jobs.lease",
                "1s",
                "logging.level.org.springframework.batch.core.step.AbstractStep",
                "INFO");
        try (var context = ThisProcess.open(settings)) {
            TENANTS.forEach(context.getBean(Keys.class)::ofTenant);
        }
        try (var process = OtherProcess.start(trial, settings, List.of(), "keys", "rotate")) {
            assertThat(process.await("Executing step: [upkeep]"))
                    .as(process::output)
                    .isPresent();
            process.killAfter(wait);
        }
        try (var context = ThisProcess.open(settings)) {
            var jobs = context.getBean(Jobs.class);
            var before = jobs.history(1);
            if (before.isEmpty() || before.get(0).isFine()) {
                return false;
            }
            var run = jobs.run(KeyRotations.JOB, Map.of(KeyRotations.ACT, "rotate"));

            assertThat(run.isFine()).as(run::toString).isTrue();
            assertThat(run.run()).isEqualTo(before.get(0).run());
            assertThat(run.attempts()).hasSize(2);
            var upkeep = context.getBean(KeyUpkeep.class);
            assertThat(TENANTS)
                    .allSatisfy(tenant -> assertThat(upkeep.state(tenant).keys())
                            .as("the old key and one new")
                            .hasSize(2));
            isTakenUpWithoutDoingAnythingWhenItWasThrough(context, run);
            return true;
        } finally {
            Homes.delete(trial.home());
        }
    }

    /** As if its owner had been killed between the only step and the end of the run. */
    private static void isTakenUpWithoutDoingAnythingWhenItWasThrough(ApplicationContext context, JobRun run) {
        context.getBean(JdbcClient.class)
                .sql(
                        "UPDATE BATCH_JOB_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED' WHERE JOB_EXECUTION_ID = ?")
                .param(run.attempts().get(1).execution())
                .update();
        var upkeep = context.getBean(KeyUpkeep.class);
        var before = TENANTS.stream().map(upkeep::state).toList();

        var again = context.getBean(Jobs.class).restart(run.run());

        assertThat(again.isFine()).as(again::toString).isTrue();
        assertThat(again.outcome()).isEqualTo(run.outcome());
        assertThat(TENANTS.stream().map(upkeep::state)).containsExactlyElementsOf(before);
    }
}
