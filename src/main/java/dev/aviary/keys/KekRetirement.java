package dev.aviary.keys;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes older versions of a local key, once a count proves that they wrap nothing and no process can have one at hand for wrapping. */
final class KekRetirement {

    private final KekUse use;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CommittedForGood committed;
    private final Clock clock;

    KekRetirement(KekUse use, DataSource database, Clock clock) {
        this.use = use;
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.committed = new CommittedForGood(database);
        this.clock = clock;
    }

    /** @param wrapped how many keysets were wrapped anew before */
    KeyUpkeep.Rewrapped retire(KeyFileVersions versions, long wrapped, UpkeepWatch watch) {
        var each = versions.each();
        var numbers = List.copyOf(each.keySet());
        var newest = numbers.get(0);
        var older = numbers.subList(1, numbers.size());
        if (older.isEmpty()) {
            told();
            return new KeyUpkeep.Rewrapped(wrapped, 0, 0, 0);
        }
        var inUse = use.count(each).notOf(newest);
        var isForgotten =
                !versions.newestSince().plus(KeysProperties.FORGOTTEN_AFTER).isAfter(clock.instant());
        if (inUse > 0 || !isForgotten) {
            return new KeyUpkeep.Rewrapped(wrapped, 0, older.size(), inUse);
        }
        transaction.executeWithoutResult(status -> tell(older, watch));
        committed.force();
        if (!versions.retireOlder(newest, () -> use.count(each).notOf(newest) == 0)) {
            return new KeyUpkeep.Rewrapped(wrapped, 0, older.size(), 0);
        }
        told();
        return new KeyUpkeep.Rewrapped(wrapped, older.size(), 0, 0);
    }

    /** Before they are removed, and once, however often that is cut off and begun again. The check is locked: two must not tell at once. */
    private void tell(List<Integer> versions, UpkeepWatch watch) {
        jdbc.sql("SELECT check_id FROM key_check WHERE check_id = 1 FOR UPDATE")
                .query(Integer.class)
                .single();
        var told =
                jdbc.sql("SELECT version FROM kek_retiring").query(Long.class).list();
        versions.stream()
                .map(Integer::toUnsignedLong)
                .filter(version -> !told.contains(version))
                .forEach(version -> {
                    jdbc.sql("INSERT INTO kek_retiring (version) VALUES (:version)")
                            .param("version", version)
                            .update();
                    watch.kekVersionRetired(version);
                });
    }

    /** They are gone; one that comes back from a copy is told of again. */
    private void told() {
        transaction.executeWithoutResult(
                status -> jdbc.sql("DELETE FROM kek_retiring").update());
    }
}
