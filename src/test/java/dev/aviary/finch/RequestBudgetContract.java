package dev.aviary.finch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a budget promises, on each database. */
abstract class RequestBudgetContract {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(6);

    private final AtomicInteger processes = new AtomicInteger();
    private final VirtualTime time = new VirtualTime();

    abstract DataSource database();

    @BeforeEach
    void empty() {
        JdbcClient.create(database()).sql("DELETE FROM request_slot").update();
        JdbcClient.create(database()).sql("DELETE FROM request_silence").update();
    }

    @Test
    void neverExceedsTheLimitInAnyRollingWindowOverThreadsAndProcesses() {
        var simulation = new Simulation(limits(20, 12, 900), Duration.ofMinutes(10), 0);

        simulation.run(List.of(Bucket.COMPANY, Bucket.PAYMENT));

        simulation.assertNeverMoreThan(20, Duration.ofSeconds(60), simulation.arrivals.get(Bucket.COMPANY));
        simulation.assertNeverMoreThan(12, Duration.ofSeconds(60), simulation.arrivals.get(Bucket.PAYMENT));
        assertThat(simulation.shareOfLimit(Bucket.COMPANY, 20)).isGreaterThan(0.95);
        assertThat(simulation.shareOfLimit(Bucket.PAYMENT, 12)).isGreaterThan(0.95);
    }

    @Test
    void keepsTheHostLimitOverAllBuckets() {
        var simulation = new Simulation(limits(20, 12, 30), Duration.ofMinutes(20), 0);

        simulation.run(List.of(Bucket.COMPANY, Bucket.PAYMENT, Bucket.OTHER));

        var all = simulation.arrivals.values().stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
        simulation.assertNeverMoreThan(30, Duration.ofMinutes(5), all);
        assertThat(all.size()).isGreaterThanOrEqualTo(110);
    }

    @Test
    void staysWithinTheLimitWhenCallersDieAndTheirSlotsFreeThemselves() {
        var simulation = new Simulation(limits(5, 5, 900), Duration.ofMinutes(15), 0.3);

        simulation.run(List.of(Bucket.COMPANY));

        simulation.assertNeverMoreThan(5, Duration.ofSeconds(60), simulation.arrivals.get(Bucket.COMPANY));
        assertThat(simulation.arrivals.get(Bucket.COMPANY)).hasSizeGreaterThan(25);
    }

    @Test
    void letsNoneThroughBeforeTheMinuteAfterTheAnswerIsOver() throws InterruptedException {
        var budget = budget(limits(1, 1, 900), time, time);
        var first = budget.acquire(Bucket.COMPANY);
        time.pass(Duration.ofSeconds(7));
        first.close();
        var answered = time.instant();

        budget.acquire(Bucket.COMPANY).close();

        assertThat(Duration.between(answered, time.instant()))
                .isEqualTo(Duration.ofSeconds(60).plus(JdbcRequestBudget.MARGIN));
    }

    @Test
    void doesNotFreeASlotThatLapsedAndWentToSomebodyElse() throws InterruptedException {
        var sleepy = budget(limits(1, 1, 900), time, time).acquire(Bucket.COMPANY);
        time.pass(LONGEST_CALL.plusSeconds(62));
        var other = budget(limits(1, 1, 900), time, time);
        var held = other.acquire(Bucket.COMPANY);
        var taken = time.instant();

        sleepy.close();
        other.acquire(Bucket.COMPANY);

        assertThat(Duration.between(taken, time.instant())).isGreaterThan(LONGEST_CALL);
        held.close();
    }

    @Test
    void countsBucketsApart() throws InterruptedException {
        var budget = budget(limits(1, 1, 900), time, time);

        budget.acquire(Bucket.COMPANY);
        budget.acquire(Bucket.DIRECTORY);
        budget.acquire(Bucket.PAYMENT);
        budget.acquire(Bucket.OTHER);

        assertThat(time.slept).isEmpty();
    }

    @Test
    void staysSilentForAnHourInEveryProcessAndAfterARestart() throws InterruptedException {
        var until = budget(limits(1, 1, 900), time, time).silenceHost();
        var restarted = budget(limits(1, 1, 900), time, time);
        time.pass(Duration.ofMinutes(59));

        var refused = catchThrowableOfType(FinchException.class, () -> restarted.acquire(Bucket.OTHER));

        assertThat(until).isEqualTo("2026-03-02T00:59:30Z");
        assertThat(refused.problem()).isEqualTo(FinchProblem.HOST_LIMIT);
        assertThat(refused.notBefore()).contains(until);
        assertThat(refused).hasMessageContaining("not again before 2026-03-02T00:59:30Z (UTC)");
        time.pass(Duration.ofMinutes(1));
        restarted.acquire(Bucket.OTHER).close();
    }

    @Test
    void spendsNothingWhenInterrupted() throws InterruptedException {
        var budget = budget(limits(1, 1, 900), time, time);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> budget.acquire(Bucket.COMPANY)).isInstanceOf(InterruptedException.class);

        budget.acquire(Bucket.COMPANY).close();
        assertThat(time.slept).isEmpty();
    }

    @Test
    void servesThreadsInTheOrderTheyCameAndLetsThemBeInterrupted() throws InterruptedException {
        var simulated = new SimulatedTime();
        var budget = budget(limits(1, 1, 900), simulated, simulated);
        budget.acquire(Bucket.COMPANY).close();
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < 6; number++) {
            threads.add(waiting(budget, number, order));
        }

        threads.get(3).interrupt();
        threads.get(3).join();
        threads.forEach(simulated::joinedBy);
        simulated.run();

        assertThat(order).containsExactly(-3, 0, 1, 2, 4, 5);
    }

    @Test
    void freesTheSlotOfAnInterruptedCallAndLeavesItInterrupted() throws InterruptedException {
        var budget = budget(limits(1, 1, 900), time, time);
        var permit = budget.acquire(Bucket.COMPANY);
        Thread.currentThread().interrupt();

        permit.close();

        assertThat(Thread.interrupted()).isTrue();
        budget.acquire(Bucket.COMPANY);
        assertThat(time.slept).containsExactly(Duration.ofSeconds(60).plus(JdbcRequestBudget.MARGIN));
    }

    @Test
    void saysAtOnceWhenTheDatabaseIsGone() {
        var gone = new org.h2.jdbcx.JdbcDataSource();
        gone.setUrl("jdbc:h2:tcp://127.0.0.1:1/gone");
        var budget = new JdbcRequestBudget(gone, time, time, limits(1, 1, 900), LONGEST_CALL, "process");

        assertThatThrownBy(() -> budget.acquire(Bucket.COMPANY))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessage("The request budget cannot be kept in the database");
    }

    @Test
    void isIndependentOfTheCallersTransaction() throws InterruptedException {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database()));
        transaction.executeWithoutResult(status -> {
            acquire(budget(limits(1, 1, 900), time, time)).close();
            status.setRollbackOnly();
        });

        budget(limits(1, 1, 900), time, time).acquire(Bucket.COMPANY);

        assertThat(time.slept).isNotEmpty();
    }

    @Test
    void takesAHigherLimitOverFromOneProcessToTheNext() throws InterruptedException {
        budget(limits(1, 1, 900), time, time).acquire(Bucket.COMPANY);

        var larger = budget(limits(3, 1, 900), time, time);
        larger.acquire(Bucket.COMPANY);
        larger.acquire(Bucket.COMPANY);

        assertThat(time.slept).isEmpty();
    }

    static FinchSettings.Limits limits(int most, int payment, int host) {
        return new FinchSettings.Limits(true, most, most, most, most, payment, payment, payment, most, most, host);
    }

    private RequestBudget budget(FinchSettings.Limits limits, Clock clock, Sleeper sleeper) {
        return new JdbcRequestBudget(
                database(), clock, sleeper, limits, LONGEST_CALL, "process" + processes.incrementAndGet());
    }

    private static RequestBudget.Permit acquire(RequestBudget budget) {
        try {
            return budget.acquire(Bucket.COMPANY);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A thread that stands in the queue when this returns. */
    private static Thread waiting(RequestBudget budget, int number, List<Integer> order) {
        var thread = new Thread(() -> {
            try (var permit = budget.acquire(Bucket.COMPANY)) {
                order.add(permit == null ? -99 : number);
            } catch (InterruptedException e) {
                order.add(-number);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    /** Two processes with three threads for each bucket, calling as fast as they may, through a network that delays as it likes. */
    private final class Simulation {

        private static final long SEED = 20260301;

        private final SimulatedTime time = new SimulatedTime();
        private final Map<Bucket, List<Instant>> arrivals = new EnumMap<>(Bucket.class);
        private final FinchSettings.Limits limits;
        private final Duration length;
        private final double deaths;

        private Simulation(FinchSettings.Limits limits, Duration length, double deaths) {
            this.limits = limits;
            this.length = length;
            this.deaths = deaths;
        }

        private void run(List<Bucket> buckets) {
            var two = List.of(budget(limits, time, time), budget(limits, time, time));
            for (var bucket : buckets) {
                arrivals.put(bucket, Collections.synchronizedList(new ArrayList<>()));
                for (var thread = 0; thread < 6; thread++) {
                    var budget = two.get(thread % 2);
                    var random = new Random(SEED + 31L * thread + bucket.ordinal());
                    time.start(() -> callUntilTheEnd(budget, bucket, random));
                }
            }
            time.run();
        }

        private void callUntilTheEnd(RequestBudget budget, Bucket bucket, Random random) {
            try {
                while (time.passed().compareTo(length) < 0) {
                    var permit = budget.acquire(bucket);
                    time.sleep(Duration.ofMillis(random.nextInt(random.nextInt(50) == 0 ? 8_000 : 200)));
                    arrivals.get(bucket).add(time.instant());
                    time.sleep(Duration.ofMillis(random.nextInt(200)));
                    if (random.nextDouble() >= deaths) {
                        permit.close();
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void assertNeverMoreThan(int most, Duration window, List<Instant> unsorted) {
            var sorted = unsorted.stream().sorted().toList();
            for (var i = 0; i + most < sorted.size(); i++) {
                assertThat(Duration.between(sorted.get(i), sorted.get(i + most)))
                        .as("%d arrivals from %s, seed %d", most + 1, sorted.get(i), SEED)
                        .isGreaterThanOrEqualTo(window);
            }
        }

        /** How close the rate came to what Finch allows, over nine cycles of the slots. */
        private double shareOfLimit(Bucket bucket, int perMinute) {
            var sorted = arrivals.get(bucket).stream().sorted().toList();
            var nineCycles = Duration.between(sorted.get(0), sorted.get(9 * perMinute));
            return 9 * 60_000.0 / nineCycles.toMillis();
        }
    }
}
