package dev.aviary.tenancy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code connection_entity}. */
final class EntityRows {

    private static final String SELECT =
            "SELECT e.connection_id, e.entity_id, e.name, e.status FROM connection_entity e";

    private static final String OF_TENANT = SELECT
            + " JOIN connection c ON c.connection_id = e.connection_id WHERE c.tenant_id = :tenant ORDER BY e.entity_id";

    private static final String KEEP = """
            INSERT INTO connection_entity (connection_id, entity_id, name, status) VALUES (:connection, :entity, :name, :status)
            ON DUPLICATE KEY UPDATE name = VALUES(name), status = VALUES(status)
            """;

    private static final String DISCONNECT_OTHERS = """
            UPDATE connection_entity SET status = 'disconnected'
            WHERE connection_id = :connection AND entity_id NOT IN (:present)
            """;

    private static final RowMapper<Entity> ENTITY = (row, number) ->
            new Entity(new EntityId(row.getString("entity_id")), row.getString("name"), row.getString("status"));

    private static final RowMapper<Map.Entry<ConnectionId, Entity>> OWNED =
            (row, number) -> Map.entry(new ConnectionId(row.getString("connection_id")), ENTITY.mapRow(row, number));

    private final JdbcClient jdbc;

    EntityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Entity> of(ConnectionId connection) {
        return jdbc.sql(SELECT + " WHERE e.connection_id = :id ORDER BY e.entity_id")
                .param("id", connection.value())
                .query(ENTITY)
                .list();
    }

    Function<ConnectionId, List<Entity>> ofTenant(TenantId tenant) {
        return grouped(jdbc.sql(OF_TENANT)
                .param("tenant", tenant.toString())
                .query(OWNED)
                .list());
    }

    Function<ConnectionId, List<Entity>> all() {
        return grouped(jdbc.sql(SELECT + " ORDER BY e.entity_id").query(OWNED).list());
    }

    /** Keeps what is present and marks the others. An empty list says nothing about any entity (law 9). */
    void keep(ConnectionId connection, List<Entity> present) {
        if (present.isEmpty()) {
            return;
        }
        present.forEach(entity -> keep(connection, entity));
        jdbc.sql(DISCONNECT_OTHERS)
                .param("connection", connection.value())
                .param("present", present.stream().map(e -> e.id().value()).toList())
                .update();
    }

    private void keep(ConnectionId connection, Entity entity) {
        jdbc.sql(KEEP)
                .param("connection", connection.value())
                .param("entity", entity.id().value())
                .param("name", ShortText.orNull(entity.name()))
                .param("status", ShortText.of(entity.status()))
                .update();
    }

    private static Function<ConnectionId, List<Entity>> grouped(List<Map.Entry<ConnectionId, Entity>> owned) {
        var groups = owned.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, HashMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return connection -> groups.getOrDefault(connection, List.of());
    }
}
