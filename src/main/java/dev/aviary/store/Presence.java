package dev.aviary.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** Who is in the directory, and who was missing from it how often. */
final class Presence {

    private final JdbcOperations jdbc;

    Presence(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Integer> present(EntityScope scope) {
        var present = new HashMap<String, Integer>();
        jdbc.query(
                "SELECT individual_id, missing_reads FROM directory_entry" + ScopeQuery.where()
                        + " AND gone_at IS NULL",
                row -> {
                    present.put(row.getString(1), row.getInt(2));
                },
                ScopeQuery.arguments(scope).toArray());
        return present;
    }

    void missedAgain(EntityScope scope, Collection<String> ids) {
        update("missing_reads = missing_reads + 1", "", scope, ids);
    }

    void seenAgain(EntityScope scope, Collection<String> ids) {
        update("missing_reads = 0", " AND missing_reads > 0", scope, ids);
    }

    /** Those of the ids that are in the directory and not gone. */
    List<RowKey> presentAmong(EntityScope scope, Collection<String> ids) {
        var asked = Set.copyOf(ids);
        return present(scope).keySet().stream()
                .filter(asked::contains)
                .sorted()
                .map(RowKey::of)
                .toList();
    }

    private void update(String assignment, String condition, EntityScope scope, Collection<String> ids) {
        ScopeQuery.inParts(
                scope,
                "individual_id",
                ids,
                (where, arguments) -> jdbc.update(
                        "UPDATE directory_entry SET " + assignment + where + " AND gone_at IS NULL" + condition,
                        arguments.toArray()));
    }
}
