package dev.aviary.leakscan.tables;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What else the nightly leak scan searches in databases.
 *
 * @param queries by a name, which findings carry as their source
 */
@ConfigurationProperties("aviary.leakscan")
record TablesProperties(@DefaultValue Map<String, Query> queries) {

    /**
     * One query.
     *
     * @param url JDBC URL of the database; never printed
     * @param username who may read there, and best nothing else
     * @param password from the environment or /run/secrets
     * @param sql a SELECT; every column of every row is searched
     */
    record Query(
            String url, @Nullable String username, @Nullable String password, String sql) {

        Query {
            if (url == null || !url.startsWith("jdbc:") || sql == null || sql.isBlank()) {
                throw new IllegalArgumentException(
                        "each of aviary.leakscan.queries needs 'url', which begins with jdbc:, and 'sql'");
            }
        }

        @Override
        public String toString() {
            return "Query[hidden]";
        }
    }
}
