package dev.aviary.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** The WHERE clause that names rows of one scope: as many ids a statement as MariaDB looks up without converting the list to a table. */
final class ScopeQuery {

    private static final int IDS = 900;

    private ScopeQuery() {}

    /** {@code each} gets the clause and its arguments, once for every part of the ids. */
    static void inParts(
            EntityScope scope, String idColumn, Collection<String> ids, BiConsumer<String, List<Object>> each) {
        var all = List.copyOf(ids);
        for (var from = 0; from < all.size(); from += IDS) {
            var part = all.subList(from, Math.min(all.size(), from + IDS));
            var arguments = arguments(scope);
            arguments.addAll(part);
            each.accept(
                    where() + " AND " + idColumn + " IN (" + String.join(", ", Collections.nCopies(part.size(), "?"))
                            + ")",
                    arguments);
        }
    }

    static String where() {
        return " WHERE connection_id = ? AND entity_id = ?";
    }

    static List<Object> arguments(EntityScope scope) {
        return new ArrayList<>(
                List.of(scope.connection().value(), scope.entity().value()));
    }
}
