package dev.aviary.keys;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sees to it that what was committed survives the end of the process, before something is destroyed that is needed if it does not: a key in a file. H2
 * keeps commits in memory for up to half a second. MariaDB writes them before it answers, unless {@code innodb_flush_log_at_trx_commit} says otherwise.
 */
final class CommittedForGood {

    private final JdbcTemplate jdbc;
    private volatile @Nullable Boolean isLate;

    CommittedForGood(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    void force() {
        if (isLate()) {
            jdbc.execute("CHECKPOINT SYNC");
        }
    }

    /** Whether commits are kept in memory for a while. */
    boolean isLate() {
        var known = isLate;
        if (known == null) {
            known = "H2".equals(jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName()));
            isLate = known;
        }
        return known;
    }
}
