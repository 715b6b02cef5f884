package dev.aviary.keys;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What depends on keys of the installation, as it is committed. */
final class InstallationKeyUses {

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Supplier<List<InstallationKeyUse>> uses;

    /** @param uses asked late: whoever declares one may need keys */
    InstallationKeyUses(DataSource database, Supplier<List<InstallationKeyUse>> uses) {
        this.jdbc = JdbcClient.create(database);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.uses = uses;
    }

    /** The names of all keys that something may depend on. */
    Stream<String> keys() {
        return uses.get().stream().map(InstallationKeyUse::key).distinct().sorted();
    }

    /** The tables with rows that depend on the key. */
    List<String> tables(String key) {
        return uses.get().stream()
                .filter(use -> use.key().equals(key) && hasRows(use))
                .map(InstallationKeyUse::table)
                .distinct()
                .toList();
    }

    static String refusal(String key, List<String> tables) {
        return "The keyset '" + key + "' of the installation is missing from installation_key, but rows of "
                + String.join(" and ", tables)
                + " depend on it, and a new one would be worth nothing for them; bring it back by 'aviary keys import' with the newest export, or restore its row from a backup. If there is neither, docs/backup.md says how to go on without them";
    }

    private boolean hasRows(InstallationKeyUse use) {
        return Objects.requireNonNull(apart.execute(
                status -> jdbc.sql("SELECT 1 FROM " + use.table() + " WHERE " + use.condition() + " LIMIT 1")
                        .query(Integer.class)
                        .optional()
                        .isPresent()));
    }
}
