package dev.aviary.store;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Says per run which rows were added, changed, gone or returned, by ids only. */
final class ChangeFeed {

    private static final MultiRow INSERT = new MultiRow(
            "change_feed",
            List.of(
                    "run_id",
                    "tenant_id",
                    "connection_id",
                    "entity_id",
                    "table_name",
                    "row_id",
                    "individual_id",
                    "change_type",
                    "changed_at"),
            Map.of(),
            "");

    /** One statement. */
    private static final int AT_ONCE = 256;

    private final JdbcOperations jdbc;

    ChangeFeed(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void write(Table<?> table, EntityScope scope, List<RowChange> changes, long run, LocalDateTime at) {
        var rows = new ArrayList<@Nullable Object[]>(changes.size());
        changes.forEach(change -> rows.add(row(table, scope, change, run, at)));
        for (var from = 0; from < rows.size(); from += AT_ONCE) {
            var part = rows.subList(from, Math.min(from + AT_ONCE, rows.size()));
            LateNumbers.append(() -> INSERT.write(jdbc, part));
        }
    }

    private static @Nullable Object[] row(
            Table<?> table, EntityScope scope, RowChange change, long run, LocalDateTime at) {
        var key = change.key();
        var own = key.group() != null
                ? key.group()
                : key.id().isEmpty() ? scope.entity().value() : key.id();
        return new @Nullable Object[] {
            run,
            scope.tenant().toString(),
            scope.connection().value(),
            scope.entity().value(),
            table.name(),
            own,
            table.key().ofIndividuals() ? key.id() : null,
            change.change().word(),
            at
        };
    }
}
