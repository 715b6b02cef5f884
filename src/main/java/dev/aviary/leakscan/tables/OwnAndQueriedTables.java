package dev.aviary.leakscan.tables;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.dao.DataRetrievalFailureException;

/** Our own job metadata, schedule, audit log and findings; then the queries of the settings. */
final class OwnAndQueriedTables implements TableTexts {

    private static final List<String> OWN =
            List.of("batch_", "qrtz_", "audit_", "job_", "sync_task", "sync_item_failure", "leak_", "request_");

    private final DataSource database;
    private final Map<String, TablesProperties.Query> queries;

    OwnAndQueriedTables(DataSource database, Map<String, TablesProperties.Query> queries) {
        this.database = database;
        this.queries = new TreeMap<>(queries);
    }

    @Override
    public List<TableText> all() {
        var all = new ArrayList<TableText>();
        tables().forEach(table ->
                all.add(new QueriedText("table:" + table, database::getConnection, "SELECT * FROM " + table)));
        queries.forEach((name, query) -> all.add(new QueriedText("query:" + name, () -> connect(query), query.sql())));
        return all;
    }

    private TreeSet<String> tables() {
        var tables = new TreeSet<String>();
        try (var connection = database.getConnection();
                var found = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), null, new String[] {
                            "TABLE", "BASE TABLE"
                        })) {
            while (found.next()) {
                var table = found.getString("TABLE_NAME");
                if (OWN.stream().anyMatch(table.toLowerCase(Locale.ROOT)::startsWith)) {
                    tables.add(table);
                }
            }
            return tables;
        } catch (SQLException e) {
            throw new DataRetrievalFailureException("The tables of the database cannot be listed", e);
        }
    }

    private static Connection connect(TablesProperties.Query query) throws SQLException {
        var login = new Properties();
        if (query.username() != null) {
            login.setProperty("user", query.username());
        }
        if (query.password() != null) {
            login.setProperty("password", query.password());
        }
        return DriverManager.getConnection(query.url(), login);
    }
}
