package dev.aviary.finch;

import dev.aviary.logging.FailureText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The budget in the database, shared by all processes on it.
 *
 * <p>A bucket of N requests a minute has N slots, and a request needs one. A slot that is taken is free again 60 seconds after the answer's head
 * arrived. The request reached Finch before that, and the slot's next request leaves after it: two arrivals through one slot are at least 60
 * seconds apart however long the network takes, so any 60 seconds see at most N. A slot whose process died frees itself: it is taken for the
 * longest time that a call can last, plus 60 seconds. Calls of all buckets also need one of the {@link Bucket#OTHER} slots in the same way, which stand for
 * the limit per host over 5 minutes. A call of duration d costs throughput: N calls per (60 s + d + margin).
 *
 * <p>Time is the process's {@link Clock}, not the database's, so that tests can set it and the answer's age needs no round trip. Processes on one machine
 * share it; on several machines the clocks must agree within {@link #MARGIN}, which NTP keeps and Quartz clusters need as well. A clock that is set back only
 * delays calls.
 */
final class JdbcRequestBudget implements RequestBudget {

    static final Duration WINDOW = Duration.ofSeconds(60);
    static final Duration HOST_WINDOW = Duration.ofMinutes(5);
    static final Duration SILENCE = Duration.ofMinutes(60);

    /** What clocks may disagree by, and Finch's own measure of a minute. */
    static final Duration MARGIN = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(JdbcRequestBudget.class);
    private static final int MOST_LOST_RACES = 1_000;

    /** MariaDB: record has changed, lock wait time-out, deadlock. H2: deadlock, lock time-out, concurrent update. */
    private static final Set<Integer> RACES = Set.of(1020, 1205, 1213, 40001, 50200, 90131);

    private final DataSource database;
    private final Clock clock;
    private final Sleeper sleeper;
    private final FinchSettings.Limits limits;
    private final Duration longestCall;
    private final String process;
    private final AtomicLong claims = new AtomicLong();
    private final Map<Bucket, ReentrantLock> queues = new EnumMap<>(Bucket.class);
    private final Set<Bucket> prepared = ConcurrentHashMap.newKeySet();

    /**
     * @param longestCall after which a call has surely ended, by its own time-outs
     * @param process unique to this process and moment, up to 40 characters; tells its claims from those of others
     */
    JdbcRequestBudget(
            DataSource database,
            Clock clock,
            Sleeper sleeper,
            FinchSettings.Limits limits,
            Duration longestCall,
            String process) {
        this.database = database;
        this.clock = clock;
        this.sleeper = sleeper;
        this.limits = limits;
        this.longestCall = longestCall;
        this.process = process;
        for (var bucket : Bucket.values()) {
            queues.put(bucket, new ReentrantLock(true));
        }
    }

    @Override
    public Permit acquire(Bucket bucket) throws InterruptedException {
        // The fair lock is the queue: its holder waits for a slot, everybody else for the holder, in the order they
        // came.
        var queue = queues.get(bucket);
        queue.lockInterruptibly();
        try {
            return waitForSlots(bucket);
        } finally {
            queue.unlock();
        }
    }

    @Override
    public Instant silenceHost() {
        var until = clock.instant().plus(SILENCE);
        log.warn("Finch has blocked this host; no call is sent before {} (UTC)", until);
        inTransaction(connection -> {
            RequestSlots.silence(connection, until);
            return Optional.of(true);
        });
        return until;
    }

    private Permit waitForSlots(Bucket bucket) throws InterruptedException {
        prepare(bucket);
        prepare(Bucket.OTHER);
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var attempt = inTransaction(connection -> claim(connection, bucket));
            if (attempt.permit() != null) {
                return attempt.permit();
            }
            sleeper.sleep(attempt.pause());
        }
    }

    /** Both slots or none, in one transaction; empty if another process was faster. */
    private Optional<Attempt> claim(Connection connection, Bucket bucket) throws SQLException {
        var now = clock.instant();
        var silentUntil = RequestSlots.silentUntil(connection);
        if (silentUntil.isPresent() && now.isBefore(silentUntil.get())) {
            throw FinchException.hostSilent(silentUntil.get());
        }
        var own = bucket == Bucket.OTHER ? null : RequestSlots.soonest(connection, bucket, limits.of(bucket));
        if (own != null && own.freeAt().isAfter(now)) {
            return Optional.of(Attempt.failed(now, own.freeAt(), WINDOW.plus(MARGIN)));
        }
        var host = RequestSlots.soonest(connection, Bucket.OTHER, limits.host());
        if (host.freeAt().isAfter(now)) {
            return Optional.of(Attempt.failed(now, host.freeAt(), HOST_WINDOW.plus(MARGIN)));
        }
        return take(connection, own, host, now);
    }

    private Optional<Attempt> take(
            Connection connection, RequestSlots.@Nullable Slot own, RequestSlots.Slot host, Instant now)
            throws SQLException {
        var holder = process + "-" + Long.toString(claims.incrementAndGet(), 36);
        var ends = now.plus(longestCall).plus(MARGIN);
        var won = (own == null || RequestSlots.claim(connection, own, ends.plus(WINDOW), holder))
                && RequestSlots.claim(connection, host, ends.plus(HOST_WINDOW), holder);
        return won ? Optional.of(Attempt.won(new Claim(own, host, holder))) : Optional.empty();
    }

    private void prepare(Bucket bucket) {
        if (!prepared.contains(bucket)) {
            inTransaction(connection -> {
                RequestSlots.prepare(connection, bucket, limits.of(bucket));
                return Optional.of(true);
            });
            prepared.add(bucket);
        }
    }

    private interface Work<T> {
        /** @return empty to roll back and do it again */
        Optional<T> on(Connection connection) throws SQLException;
    }

    /**
     * On a connection of its own, so that a claim is visible to others at once whatever transaction the caller may be in. An interrupt waits until it is
     * done: it would close the file of an H2 database under everybody's feet.
     */
    private <T> T inTransaction(Work<T> work) {
        var interrupted = Thread.interrupted();
        try {
            return untilNoRaceIsLost(work);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T untilNoRaceIsLost(Work<T> work) {
        for (var races = 0; races < MOST_LOST_RACES; races++) {
            try (var connection = database.getConnection()) {
                var result = committed(connection, work);
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (SQLException e) {
                if (!isLostRace(e)) {
                    throw new DataAccessResourceFailureException(
                            "The request budget cannot be kept in the database", e);
                }
                log.debug(
                        "A race for the request budget ended with error {}, SQL state {}",
                        e.getErrorCode(),
                        e.getSQLState());
            }
        }
        throw new DataAccessResourceFailureException(
                "The request budget lost " + MOST_LOST_RACES + " races in the database");
    }

    /** Deadlock, lock time-out, or a row that changed meanwhile; not a database that cannot be reached. */
    private static boolean isLostRace(SQLException e) {
        return e instanceof SQLTransactionRollbackException
                || e instanceof SQLTimeoutException
                || RACES.contains(e.getErrorCode());
    }

    private static <T> Optional<T> committed(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        var done = false;
        try {
            var result = work.on(connection);
            if (result.isPresent()) {
                connection.commit();
                done = true;
            }
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /**
     * @param permit null if there was no free slot
     * @param pause how long to wait before it makes sense to look again
     */
    private record Attempt(@Nullable Permit permit, Duration pause) {

        static Attempt won(Permit permit) {
            return new Attempt(permit, Duration.ZERO);
        }

        /**
         * A slot under way shows the latest time at which it is free, and closing brings that forward, but never to less than that window after the closing.
         * So looking again after a window misses nothing.
         */
        static Attempt failed(Instant now, Instant freeAt, Duration window) {
            var pause = Duration.between(now, freeAt);
            return new Attempt(null, pause.compareTo(window) > 0 ? window : pause);
        }
    }

    private final class Claim implements Permit {

        private final RequestSlots.@Nullable Slot own;
        private final RequestSlots.Slot host;
        private final String holder;
        private boolean closed;

        private Claim(RequestSlots.@Nullable Slot own, RequestSlots.Slot host, String holder) {
            this.own = own;
            this.host = host;
            this.holder = holder;
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            var arrived = clock.instant().plus(MARGIN);
            try {
                inTransaction(connection -> release(connection, arrived));
            } catch (DataAccessResourceFailureException e) {
                // The call itself is done; the slot frees itself later than it could.
                log.warn(
                        "A slot of the request budget stays taken for up to {}: {}",
                        longestCall.plus(HOST_WINDOW),
                        FailureText.of(e));
            }
        }

        private Optional<Boolean> release(Connection connection, Instant arrived) throws SQLException {
            if (own != null) {
                RequestSlots.release(connection, own, arrived.plus(WINDOW), holder);
            }
            RequestSlots.release(connection, host, arrived.plus(HOST_WINDOW), holder);
            return Optional.of(true);
        }
    }
}
