package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.Jobs;
import dev.aviary.keyrotation.KeyRotations;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.keys.Keys;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rotation of keys whose process is killed is taken over by whoever starts the next one, as the same run: no tenant gets two new keys. */
class KilledRotationTests {

    private static final long SEED = 20_261_125;
    private static final int DRAWS = 6;
    private static final long LONGEST_NANOS = 600_000_000;
    private static final List<UUID> TENANTS =
            IntStream.range(0, 120).mapToObj(i -> new UUID(7, i)).toList();

    @Test
    void aKilledRotationIsTakenOver() {
        var random = new Random(SEED);
        var draw = 0;
        while (!isTakenOver((long) (random.nextDouble() * LONGEST_NANOS) >> draw)) {
            assertThat(++draw).as("kills that came too late or too early").isLessThan(DRAWS);
        }
    }

    /** @return false if the run had ended before the kill, or H2 had not kept yet that it began */
    private static boolean isTakenOver(long wait) {
        var trial = new Trial(Homes.make(Homes.root("rotation").resolve(String.valueOf(wait))), null);
        var settings = Map.of(
                "aviary.home", trial.home().toString(),
                "aviary.jobs.lease", "1s",
                "logging.level.org.springframework.batch.core.step.AbstractStep", "INFO");
        try (var context = ThisProcess.open(settings)) {
            TENANTS.forEach(context.getBean(Keys.class)::ofTenant);
        }
        try (var process = OtherProcess.start(trial, settings, Packaged.archived(), "keys", "rotate")) {
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
            return true;
        } finally {
            Homes.delete(trial.home());
        }
    }
}
