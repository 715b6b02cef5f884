package dev.aviary.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes rows look the same to everybody before something is destroyed that one of their versions needs. A kill while H2 writes its file can leave a row
 * changed without the record that would undo it; until the row is written again, some transactions read it as it was and others as it was to become. To lock
 * it is to write it. MariaDB leaves no such rows, and nothing is done there.
 */
final class SettledRows {

    private static final int PAGE = 1_000;

    private final JdbcTemplate jdbc;
    private final CommittedForGood committed;

    SettledRows(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        this.committed = new CommittedForGood(database);
    }

    /** All rows of a small table. */
    void of(String table) {
        if (committed.isLate()) {
            jdbc.queryForList("SELECT 1 FROM " + table + " FOR UPDATE", Integer.class);
        }
    }

    /** The rows of a tenant, a page at a time. */
    void of(String table, List<String> key, UUID tenant) {
        if (committed.isLate()) {
            var after = Collections.nCopies(key.size(), "");
            while (!after.isEmpty()) {
                after = page(table, key, tenant, after);
            }
        }
    }

    /** @return the last key; empty at the end of the table */
    private List<String> page(String table, List<String> key, UUID tenant, List<String> after) {
        var columns = String.join(", ", key);
        var arguments = new ArrayList<Object>();
        arguments.add(tenant.toString());
        arguments.addAll(KeyOrder.arguments(after));
        var page = jdbc.query(
                "SELECT " + columns + " FROM " + table + " WHERE tenant_id = ? AND " + KeyOrder.after(key)
                        + " ORDER BY " + columns + " LIMIT " + PAGE + " FOR UPDATE",
                (row, number) -> KeyOrder.key(row, key.size()),
                arguments.toArray());
        return page.size() < PAGE ? List.of() : page.get(page.size() - 1);
    }
}
