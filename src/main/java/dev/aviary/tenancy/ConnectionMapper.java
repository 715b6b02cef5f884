package dev.aviary.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;

/** A row of {@code connection}, together with its entities. */
record ConnectionMapper(Function<ConnectionId, List<Entity>> entities) implements RowMapper<Connection> {

    @Override
    public Connection mapRow(ResultSet row, int number) throws SQLException {
        var id = new ConnectionId(row.getString("connection_id"));
        return new Connection(
                id,
                TenantId.parse(row.getString("tenant_id")),
                row.getString("provider"),
                ConnectionKind.valueOf(row.getString("kind")),
                ConnectionState.valueOf(row.getString("state")),
                row.getString("state_cause"),
                words(row.getString("products")),
                entities.apply(id),
                StoredInstant.in(row, "last_success"),
                row.getString("data_as_of"));
    }

    private static Set<String> words(String lines) {
        return Arrays.stream(lines.split("\n")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
