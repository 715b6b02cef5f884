package dev.aviary.keyrotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.RunLease;
import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.keys.UpkeepWatch;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

class UpkeepStepTests {

    private static final List<UUID> TENANTS =
            IntStream.range(1, 8).mapToObj(i -> new UUID(i, i)).toList();
    private static final Instant NOW = Instant.parse("2026-03-01T13:00:00Z");

    private final KnownKeys keys = new KnownKeys();
    private final UpkeepProgress progress = new UpkeepProgress();

    @Test
    void oneTenantsTroubleIsItsOwn() {
        keys.troubles.put(TENANTS.get(1), new KeyShreddedException("The keys of a tenant were shredded"));
        keys.troubles.put(TENANTS.get(2), new KeyUnusableException("The keyset of a tenant does not open"));
        keys.troubles.put(TENANTS.get(4), new CannotAcquireLockException("a library's words"));

        var step = run("rotate");

        assertThat(keys.lookedAfter).containsOnlyKeys(TENANTS.get(0), TENANTS.get(3), TENANTS.get(5), TENANTS.get(6));
        assertThat(step.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(step.getExitStatus().getExitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");
        assertThat(step.getExitStatus().getExitDescription())
                .isEqualTo("3 of 7 tenants failed (%s, %s, %s); the log says why"
                        .formatted(TENANTS.get(1), TENANTS.get(2), TENANTS.get(4)));
        assertThat(progress.now()).contains(new UpkeepProgress.Standing(7, 7, 0));
    }

    @Test
    void namesAFewOfManyTenantsThatFailed() {
        TENANTS.forEach(tenant -> keys.troubles.put(tenant, new KeyUnusableException("does not open")));

        assertThat(run("epoch").getExitStatus().getExitDescription())
                .startsWith("7 of 7 tenants failed (" + TENANTS.get(0))
                .contains(TENANTS.get(4) + ", ...)")
                .doesNotContain(TENANTS.get(5).toString());
    }

    @Test
    void failsAtOnceWhenTheDatabaseIsGone() {
        keys.troubles.put(TENANTS.get(1), new DataAccessResourceFailureException("gone"));

        assertThat(run("rotate").getStatus()).isEqualTo(BatchStatus.FAILED);
        assertThat(keys.lookedAfter).hasSize(1);
    }

    @Test
    void aRunThatIsTakenUpAgainGoesBySinceWhenItBegan() {
        var first = execution("rotate");
        execute(first, NOW);
        var again = execution("rotate");
        again.getJobExecution().setExecutionContext(first.getJobExecution().getExecutionContext());
        execute(again, NOW.plusSeconds(3_600));

        assertThat(keys.lookedAfter.values()).containsOnly(NOW);
    }

    @Test
    void aRunThatIsTakenUpAgainAsksForTheVersionThatItAskedForAtFirst() {
        var first = execution("rewrap", KeyRotations.NEW_VERSION);
        execute(first, NOW);
        var again = execution("rewrap", KeyRotations.NEW_VERSION);
        again.getJobExecution().setExecutionContext(first.getJobExecution().getExecutionContext());
        execute(again, NOW.plusSeconds(3_600));

        assertThat(keys.versionsSince).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(1));
    }

    private StepExecution run(String act) {
        var execution = execution(act);
        execute(execution, NOW);
        return execution;
    }

    private static StepExecution execution(String act, String... options) {
        var parameters = new JobParametersBuilder().addString(KeyRotations.ACT, act);
        List.of(options).forEach(option -> parameters.addString(option, "true"));
        var job = new JobExecution(1, new JobInstance(1, KeyRotations.JOB), parameters.toJobParameters());
        return new StepExecution(1, "upkeep", job);
    }

    private void execute(StepExecution execution, Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var step =
                new UpkeepStep(new ResourcelessJobRepository(), keys, event -> {}, job -> new Owned(), clock, progress);
        try {
            step.execute(execution);
        } catch (org.springframework.batch.core.job.JobInterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Owned implements RunLease {

        @Override
        public long run() {
            return 1;
        }

        @Override
        public long fence() {
            return 1;
        }

        @Override
        public boolean mustStop() {
            return false;
        }
    }

    /** Keys of which some make trouble. */
    private static final class KnownKeys implements KeyUpkeep {

        private final Map<UUID, RuntimeException> troubles = new HashMap<>();
        private final Map<UUID, Instant> lookedAfter = new HashMap<>();
        private final List<Instant> versionsSince = new ArrayList<>();

        private void lookAfter(UUID tenant, Instant since) {
            if (troubles.containsKey(tenant)) {
                throw troubles.get(tenant);
            }
            lookedAfter.put(tenant, since);
        }

        @Override
        public List<UUID> tenants() {
            return TENANTS;
        }

        @Override
        public Rotated rotate(UUID tenant, Instant since, UpkeepWatch watch) {
            lookAfter(tenant, since);
            return new Rotated(0, 1, 0);
        }

        @Override
        public int closeEpoch(UUID tenant, Instant since, UpkeepWatch watch) {
            lookAfter(tenant, since);
            return 1;
        }

        @Override
        public State state(UUID tenant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Rewrapped rewrap(@Nullable String to, UpkeepWatch watch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant afterKekVersion(Instant now) {
            return now.plusSeconds(1);
        }

        @Override
        public Rewrapped newKekVersion(Instant since, UpkeepWatch watch) {
            versionsSince.add(since);
            return new Rewrapped(0, 0, 1, 0);
        }

        @Override
        public Map<Long, Long> kekVersions() {
            return Map.of();
        }

        @Override
        public boolean isKekLocal() {
            return true;
        }

        @Override
        public void requireKeeper(String kek) {}
    }
}
