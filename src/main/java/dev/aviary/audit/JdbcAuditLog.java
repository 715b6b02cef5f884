package dev.aviary.audit;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.VouchingKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends to whichever lane is free, in the caller's transaction, which holds that lane until it ends. */
final class JdbcAuditLog implements AuditLog {

    static final String KEY = "audit-chain";

    private final InstallationKeys keys;
    private final Lanes lanes;
    private final AuditRows rows;
    private final TransactionTemplate transaction;
    private final HeldLane held;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();

    JdbcAuditLog(InstallationKeys keys, DataSource database, Clock clock) {
        var jdbc = JdbcClient.create(database);
        this.keys = keys;
        this.lanes = new Lanes(jdbc);
        this.rows = new AuditRows(jdbc);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.held = new HeldLane();
        this.clock = clock;
    }

    @Override
    public void append(AuditEvent event) {
        var key = keys.vouching(KEY);
        var actor = Acting.now();
        transaction.executeWithoutResult(status -> append(event, actor, key));
    }

    private void append(AuditEvent event, Actor actor, VouchingKey key) {
        var head = head();
        var written = written(event, actor, head);
        var hash = new Hashes().event(written.canonical());
        rows.append(written, hash, key.vouch(hash));
        lanes.move(new Lanes.Head(head.lane(), written.position(), hash));
        held.keep(head.lane());
    }

    /** A transaction keeps to the lane it has, because one that waits for a second lane could wait for somebody who waits for it. */
    private Lanes.Head head() {
        return held.lane()
                .map(lanes::lock)
                .orElseGet(() -> lanes.lockAny(Math.floorMod(turn.getAndIncrement(), Lanes.COUNT)));
    }

    /** Read after the lane was locked, so that within a lane time does not go back. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Written written(AuditEvent event, Actor actor, Lanes.Head head) {
        return new Written(
                head.lane(),
                head.position() + 1,
                now(),
                event.act().name(),
                actor.kind(),
                actor.id(),
                text(event.tenant()),
                event.connection(),
                event.run(),
                event.subject(),
                text(event.object()),
                figures(event),
                head.hash());
    }

    private static @Nullable String figures(AuditEvent event) {
        if (event.figures().isEmpty()) {
            return null;
        }
        var sorted = new TreeMap<String, Long>();
        event.figures().forEach((field, figure) -> sorted.put(field.name().toLowerCase(Locale.ROOT), figure));
        var json = new CanonicalObject();
        sorted.forEach(json::number);
        json.end();
        return new String(json.bytes(), 0, json.length(), StandardCharsets.US_ASCII);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
