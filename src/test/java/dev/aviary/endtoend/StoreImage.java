package dev.aviary.endtoend;

import dev.aviary.store.EmploymentRecords;
import dev.aviary.store.EntityScope;
import dev.aviary.store.IndividualRef;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a store holds, so that two can be compared: all rows of all tables that are not machinery, and every record with its seals opened. What is
 * different each time by its nature is left out or reduced to whether it is there: moments, numbers of runs, random keys and what they sealed.
 *
 * @param rows by table, in order, repeated as often as they are there
 * @param opened by table and key
 */
record StoreImage(Map<String, List<String>> rows, Map<String, Object> opened) {

    private static final String MACHINERY =
            "(batch_|qrtz_|flyway_|request_|key_check|job_lease|audit_|operator_|secret_|token_use).*";
    private static final Set<String> LEFT_OUT =
            Set.of("run_id", "change_id", "failure_id", "fence", "requests", "planned_requests", "position");
    private static final Set<String> SECRETS = Set.of("sealed", "wrapped", "sealing", "tagging", "pseudonym", "keyset");

    static StoreImage of(ApplicationContext context) {
        try (var connection = context.getBean(DataSource.class).getConnection()) {
            var rows = new TreeMap<String, List<String>>();
            for (var table : tables(connection)) {
                rows.put(table, rows(connection, table));
            }
            return new StoreImage(rows, opened(context));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return rows.values().stream().mapToInt(List::size).sum();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var tables = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                var name = tables.getString("TABLE_NAME");
                if (!name.toLowerCase(Locale.ROOT).matches(MACHINERY)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var cells = statement.executeQuery("SELECT * FROM " + table)) {
            while (cells.next()) {
                rows.add(row(cells));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static String row(ResultSet cells) throws SQLException {
        var row = new TreeMap<String, String>();
        var columns = cells.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            var name = columns.getColumnLabel(column).toLowerCase(Locale.ROOT);
            if (!LEFT_OUT.contains(name)) {
                var isMoment = columns.getColumnType(column) == Types.TIMESTAMP;
                row.put(name, text(cells.getObject(column), isMoment || SECRETS.contains(name)));
            }
        }
        return row.toString();
    }

    private static String text(@Nullable Object value, boolean onlyWhetherThere) {
        if (value == null) {
            return "-";
        }
        if (onlyWhetherThere) {
            return "+";
        }
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value.toString();
    }

    private static Map<String, Object> opened(ApplicationContext context) {
        var records = context.getBean(EmploymentRecords.class);
        var opened = new TreeMap<String, Object>();
        var jdbc = context.getBean(JdbcClient.class);
        Function<Key, IndividualRef> person = key -> new IndividualRef(key.scope(), key.individual());
        open(jdbc, opened, "company", "entity_id", "''", key -> records.company(key.scope()));
        open(jdbc, opened, "directory_entry", "''", "individual_id", key -> records.directoryEntry(person.apply(key)));
        open(jdbc, opened, "individual", "''", "individual_id", key -> records.individual(person.apply(key)));
        open(jdbc, opened, "employment", "''", "individual_id", key -> records.employment(person.apply(key)));
        open(jdbc, opened, "payment", "payment_id", "''", key -> records.payment(key.scope(), key.id()));
        open(
                jdbc,
                opened,
                "pay_statement",
                "payment_id",
                "individual_id",
                key -> records.payStatements(person.apply(key), key.id()));
        open(jdbc, opened, "benefit", "benefit_id", "''", key -> records.benefit(key.scope(), key.id()));
        open(
                jdbc,
                opened,
                "enrolment",
                "benefit_id",
                "individual_id",
                key -> records.enrolment(person.apply(key), key.id()));
        return opened;
    }

    private record Key(EntityScope scope, String id, String individual) {}

    private static void open(
            JdbcClient jdbc,
            Map<String, Object> opened,
            String table,
            String id,
            String individual,
            Function<Key, Object> record) {
        jdbc.sql("SELECT DISTINCT tenant_id, connection_id, entity_id, " + id + " AS id, " + individual
                        + " AS individual FROM " + table)
                .query((rs, row) -> new Key(
                        new EntityScope(
                                TenantId.parse(rs.getString("tenant_id")),
                                new ConnectionId(rs.getString("connection_id")),
                                new EntityId(rs.getString("entity_id"))),
                        rs.getString("id"),
                        rs.getString("individual")))
                .list()
                .forEach(key -> opened.put(table + " " + key, record.apply(key)));
    }
}
