package dev.aviary.store;

import dev.aviary.keys.IndividualKey;
import dev.aviary.keys.Keys;
import dev.aviary.keys.Place;
import dev.aviary.keys.TenantKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.databind.node.ObjectNode;

/** Rows as the JSON that they were stored from: clear columns and opened blob put together again. */
final class OpenedRows {

    /** One row. */
    record Opened(RowKey key, ObjectNode json) {

        @Override
        public String toString() {
            return "Opened[hidden]";
        }
    }

    private final JdbcOperations jdbc;
    private final Keys keys;

    OpenedRows(JdbcOperations jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** All parts of the key's id. Rows marked gone are left out, except in the directory, where people stay. */
    <R> List<Opened> open(Table<R> table, EntityScope scope, RowKey key) {
        var arguments = ScopeQuery.arguments(scope);
        var where = new StringBuilder(ScopeQuery.where());
        if (table.key().group() != null) {
            where.append(" AND ").append(table.key().group()).append(" = ?");
            arguments.add(key.group());
        }
        if (table.key().id() != null) {
            where.append(" AND ").append(table.key().id()).append(" = ?");
            arguments.add(key.id());
        }
        where.append(table.goes() && !table.countsMissingReads() ? " AND gone_at IS NULL" : "");
        where.append(table.key().parts() ? " ORDER BY part" : "");
        var tenant = keys.ofTenant(scope.tenant().value());
        var individuals = new HashMap<String, IndividualKey>();
        return jdbc.query(
                select(table) + where,
                (row, number) -> open(table, scope, tenant, individuals, row),
                arguments.toArray());
    }

    private static String select(Table<?> table) {
        return Stream.of(
                        table.key().names().stream(),
                        table.fields().stream().flatMap(field -> field.columns().stream()),
                        Stream.of("sealed"))
                .flatMap(names -> names)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + table.name()));
    }

    /** @param individuals keys that this reading has unwrapped already: several rows of one person cost one unwrapping */
    private static <R> Opened open(
            Table<R> table, EntityScope scope, TenantKeys tenant, Map<String, IndividualKey> individuals, ResultSet row)
            throws SQLException {
        var key = StoredRows.keyOf(table, row);
        var json = clear(table, key, row);
        var blob = row.getBytes("sealed");
        if (blob != null) {
            var owner = table.owner(key, RecordJson.record(json.deepCopy(), table.type()));
            var place = new Place(table.name(), table.key().place(scope, key));
            json.setAll(RecordJson.object(open(tenant, scope, individuals, owner, blob, place)));
        }
        return new Opened(key, json);
    }

    private static ObjectNode clear(Table<?> table, RowKey key, ResultSet row) throws SQLException {
        var json = RecordJson.object();
        if (table.key().property() != null) {
            json.put(table.key().property(), key.id());
        }
        for (var field : table.fields()) {
            var value = field.clear() == null ? null : field.clear().join(values(field, row));
            if (value != null) {
                json.set(field.name(), RecordJson.treeOf(value));
            }
        }
        return json;
    }

    private static List<@Nullable Object> values(Field<?> field, ResultSet row) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (var column : field.columns()) {
            values.add(row.getObject(column));
        }
        return values;
    }

    private static byte[] open(
            TenantKeys tenant,
            EntityScope scope,
            Map<String, IndividualKey> individuals,
            @Nullable String owner,
            byte[] blob,
            Place place) {
        if (owner == null) {
            return tenant.open(blob, place);
        }
        return individuals
                .computeIfAbsent(
                        owner, id -> tenant.ofIndividuals(scope.connection().value(), Set.of(id))
                                .get(id))
                .open(blob, place);
    }
}
