package dev.aviary.testing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row that a database refuses because its value is there already, and quotes. Neither value looks like a secret to somebody who does not know it. */
public final class RefusedRow {

    public static final List<String> CANARIES =
            List.of("6f0d3a52-8be1-4a66-9c07-d51b2f7e9a10", "Wilhelmina Canary-Hollow");

    private RefusedRow() {}

    /** @throws org.springframework.dao.DuplicateKeyException always */
    public static void insertTwice(JdbcClient database) {
        database.sql("CREATE TABLE IF NOT EXISTS refused_row (held VARCHAR(200) PRIMARY KEY)")
                .update();
        for (int time = 0; time < 2; time++) {
            database.sql("INSERT INTO refused_row (held) VALUES (:value)")
                    .param("value", String.join(" ", CANARIES))
                    .update();
        }
    }
}
