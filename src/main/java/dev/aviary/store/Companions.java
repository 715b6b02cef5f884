package dev.aviary.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Rows of a second table that stand and fall with an individual's row: incomes with the employment, tags with the individual.
 *
 * @param replaced individuals whose companions so far are taken away first
 */
record Companions(String table, Collection<String> replaced, MultiRow insert, List<@Nullable Object[]> rows) {

    void write(JdbcOperations jdbc, EntityScope scope) {
        ScopeQuery.inParts(
                scope,
                "individual_id",
                replaced,
                (where, arguments) -> jdbc.update("DELETE FROM " + table + where, arguments.toArray()));
        insert.write(jdbc, rows);
    }

    @Override
    public String toString() {
        return "Companions[hidden]";
    }
}
