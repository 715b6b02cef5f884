package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run has one living owner, and who lost it learns it. */
abstract class LeasesContract {

    private static final Duration LENGTH = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T06:00:00Z"));
    private final JobLeases leases;
    private String job = "";

    LeasesContract(TestDatabase database) {
        this.jdbc = JdbcClient.create(database.dataSource());
        this.leases = new JobLeases(jdbc, clock, new JobsProperties(Path.of("jobs"), LENGTH, Duration.ZERO));
    }

    @BeforeEach
    void beginWithAJobNobodyKnows() {
        job = "job-" + System.identityHashCode(this);
    }

    @Test
    void givesAFreeLeaseOnce() {
        var seen = leases.rowOf(job);

        var lease = leases.take(seen, "one").orElseThrow();

        assertThat(lease.fence()).isEqualTo(1);
        assertThat(leases.take(seen, "two")).isEmpty();
        assertThat(leases.take(leases.rowOf(job), "two")).isEmpty();
        assertThat(leases.rowOf(job).owner()).isEqualTo("one");
    }

    @Test
    void givesALeaseOnAfterItsEndWithAHigherFence() {
        var first = leases.take(leases.rowOf(job), "one").orElseThrow();
        leases.belongsTo(first, 42);
        clock.advance(LENGTH.minusSeconds(60));
        leases.renew(first);
        clock.advance(LENGTH.minusSeconds(60));
        assertThat(leases.take(leases.rowOf(job), "two")).isEmpty();

        clock.advance(Duration.ofSeconds(61));
        var second = leases.take(leases.rowOf(job), "two").orElseThrow();

        assertThat(second.fence()).isEqualTo(first.fence() + 1);
        leases.renew(first);
        assertThat(first.isLost()).isTrue();
        assertThat(first.mustStop()).isTrue();
        leases.release(first);
        assertThat(leases.rowOf(job).owner()).isEqualTo("two");
        leases.look(second);
        assertThat(second.isLost()).isFalse();
    }

    @Test
    void tellsAnOwnerWhoOnlyLooksThatTheLeaseIsLost() {
        var first = leases.take(leases.rowOf(job), "one").orElseThrow();
        clock.advance(LENGTH.plusSeconds(1));
        leases.take(leases.rowOf(job), "two").orElseThrow();

        leases.look(first);

        assertThat(first.isLost()).isTrue();
    }

    @Test
    void keepsALeaseThatExpiredUnnoticedUntilSomebodyTakesIt() {
        var lease = leases.take(leases.rowOf(job), "one").orElseThrow();
        clock.advance(LENGTH.plusSeconds(1));

        leases.renew(lease);

        assertThat(lease.isLost()).isFalse();
        assertThat(leases.take(leases.rowOf(job), "two")).isEmpty();
    }

    @Test
    void passesARequestToStopOnToTheOwnerAndForgetsItWithTheLease() {
        var run = 1000L + System.identityHashCode(this);
        var lease = leases.take(leases.rowOf(job), "one").orElseThrow();
        leases.belongsTo(lease, run);
        assertThat(leases.ofRun(run)).isPresent();

        assertThat(leases.requestStop(run)).isTrue();
        assertThat(leases.requestStop(run + 1)).isFalse();
        leases.look(lease);
        assertThat(lease.mustStop()).isTrue();
        assertThat(lease.isLost()).isFalse();

        leases.release(lease);
        assertThat(leases.requestStop(run)).isFalse();
        assertThat(leases.rowOf(job).stopRequested()).isFalse();
        assertThat(leases.take(leases.rowOf(job), "two").orElseThrow().mustStop())
                .isFalse();
    }

    @Test
    void asksNoDeadOwnerToStop() {
        var run = 2000L + System.identityHashCode(this);
        leases.belongsTo(leases.take(leases.rowOf(job), "one").orElseThrow(), run);
        clock.advance(LENGTH.plusSeconds(1));

        assertThat(leases.requestStop(run)).isFalse();
    }

    @Test
    void letsOneOfManyContendersWin() throws Exception {
        for (int round = 0; round < 10; round++) {
            var contested = job + "-" + round;
            assertThat(atTheSameTime(
                            6,
                            () -> leases.take(
                                    leases.rowOf(contested),
                                    Thread.currentThread().getName())))
                    .filteredOn(Optional::isPresent)
                    .hasSize(1);
            clock.advance(LENGTH.plusSeconds(1));
            assertThat(atTheSameTime(
                            6,
                            () -> leases.take(
                                    leases.rowOf(contested),
                                    Thread.currentThread().getName())))
                    .filteredOn(Optional::isPresent)
                    .hasSize(1)
                    .allSatisfy(lease -> assertThat(lease.orElseThrow().fence()).isEqualTo(2));
        }
    }

    private static <T> ArrayList<T> atTheSameTime(int threads, Callable<T> work) throws Exception {
        var barrier = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var all = new ArrayList<Callable<T>>();
            for (int i = 0; i < threads; i++) {
                all.add(() -> {
                    barrier.await();
                    return work.call();
                });
            }
            var results = new ArrayList<T>();
            for (var result : pool.invokeAll(all)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
