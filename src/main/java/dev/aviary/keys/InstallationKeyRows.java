package dev.aviary.keys;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code installation_key}. Written outside the caller's transaction: a keyset is kept in memory, so it must not vanish by a rollback. */
final class InstallationKeyRows {

    private static final String FIND = "SELECT wrapped FROM installation_key WHERE name = :name";

    private static final String KEEP =
            "INSERT INTO installation_key (name, wrapped, created_at) VALUES (:name, :wrapped, :at)";

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    InstallationKeyRows(DataSource database, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.clock = clock;
    }

    /** Whatever is committed. */
    Optional<byte[]> find(String name) {
        return apart(() -> jdbc.sql(FIND)
                .param("name", name)
                .query((row, number) -> row.getBytes("wrapped"))
                .optional());
    }

    /** The first to come wins; whoever comes second keeps nothing. */
    void keep(String name, byte[] wrapped) {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        try {
            apart(() -> jdbc.sql(KEEP)
                    .param("name", name)
                    .param("wrapped", wrapped)
                    .param("at", now)
                    .update());
        } catch (DuplicateKeyException e) {
            // Another thread or process was first; the caller reads what it kept.
        }
    }

    List<String> names() {
        return apart(() -> jdbc.sql("SELECT name FROM installation_key ORDER BY name")
                .query(String.class)
                .list());
    }

    /** In the caller's transaction: the same keyset, wrapped anew. @return false if it is no longer the old one */
    boolean replace(String name, byte[] old, byte[] wrapped) {
        return jdbc.sql("UPDATE installation_key SET wrapped = :wrapped WHERE name = :name AND wrapped = :old")
                        .param("name", name)
                        .param("old", old)
                        .param("wrapped", wrapped)
                        .update()
                == 1;
    }

    private <T> T apart(Supplier<T> statement) {
        return Objects.requireNonNull(apart.execute(status -> statement.get()));
    }
}
