package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Counts in memory, writes now and then, and judges what it has written. */
final class CountedUses implements TokenUses, AutoCloseable {

    /** At most this many openings, and this much time, are lost when the process is killed. */
    static final int WRITE_AFTER = 256;

    static final Duration WRITE_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(CountedUses.class);

    private final TokenTally tally = new TokenTally();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private final JdbcTokenUses rows;
    private final UseEvents events;
    private final TransactionOperations apart;
    private final VaultProperties settings;
    private final Clock clock;
    private volatile Instant written;

    /** @param apart a transaction of its own, whatever the caller has open: an opening that happened stays counted when he rolls back */
    CountedUses(
            JdbcTokenUses rows, UseEvents events, TransactionOperations apart, VaultProperties settings, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.apart = apart;
        this.settings = settings;
        this.clock = clock;
        this.written = clock.instant();
    }

    /** Before the token opens: an opening outside a run is told even if the process ends right after it. */
    void opening(TokenTally.Key key) {
        tally.count(key);
        unwritten.incrementAndGet();
        if (key.occasion().within() == Occasion.Within.OUTSIDE) {
            apart.executeWithoutResult(status -> events.outside(key));
        }
    }

    /** After the token is closed: writes if it is time to, unless another thread is at it. */
    void closed() {
        if (isTimeToWrite() && writing.tryLock()) {
            try {
                write();
            } finally {
                writing.unlock();
            }
        }
    }

    @Override
    public void settle() {
        writing.lock();
        try {
            write();
            forgetOld();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<TokenUse> of(ConnectionId connection) {
        return rows.of(connection);
    }

    /** The last chance of an orderly exit. Asks the database for nothing if nothing was counted: it may be gone before this process. */
    @Override
    public void close() {
        writing.lock();
        try {
            write();
        } finally {
            writing.unlock();
        }
    }

    private boolean isTimeToWrite() {
        return unwritten.get() >= WRITE_AFTER
                || Duration.between(written, clock.instant()).compareTo(WRITE_EVERY) >= 0;
    }

    /** Trouble with the database is no reason to fail whoever used the token: the counts stay in memory. */
    private void write() {
        unwritten.set(0);
        written = clock.instant();
        try {
            tally.drain(this::write);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "Counts of token openings are not written yet: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void forgetOld() {
        try {
            rows.forgetOlderThan(settings.keepUses());
        } catch (DataAccessException e) {
            LOG.warn(
                    "Old counts of token openings are still there: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void write(TokenTally.Key key, long openings) {
        apart.executeWithoutResult(status -> {
            rows.add(key, openings);
            if (key.occasion().within() == Occasion.Within.RUN) {
                judge(key);
            }
        });
    }

    private void judge(TokenTally.Key key) {
        var openings = rows.openings(key);
        if (openings <= settings.unusualFloor()) {
            return;
        }
        var usual = rows.usual(key, settings.usualRuns());
        if (usual.isEmpty()) {
            return;
        }
        var most = (long) Math.max(settings.unusualFloor(), settings.unusualFactor() * usual.getAsDouble());
        if (rows.markUnusual(key, most)) {
            events.unusual(key, openings, most);
        }
    }
}
