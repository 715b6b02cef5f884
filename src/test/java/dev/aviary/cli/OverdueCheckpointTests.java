package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Events that wait for a checkpoint, at the command line. */
class OverdueCheckpointTests {

    @TempDir
    private Path home;

    private final SetProperties settings = new SetProperties();
    private StringWriter out = new StringWriter();

    @BeforeEach
    void setHome() {
        settings.set("aviary.home", home.resolve("data").toString());
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
    }

    @Test
    void isToldByStatusAndDoctor() throws SQLException {
        assertThat(aviary("audit", "checkpoint")).isZero();
        assertThat(aviary("operators", "add", "vic", "--role", "viewer")).isZero();
        assertThat(aviary("status", "--json")).isZero();
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(out.toString())
                        .path("audit_unsigned_since")
                        .isNull())
                .isTrue();
        assertThat(aviary("status")).isZero();
        assertThat(out.toString()).doesNotContain("warning");

        update("UPDATE audit_event SET happened_at = '2026-03-02 06:00:00'");

        assertThat(aviary("status", "--json")).isZero();
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(out.toString())
                        .path("audit_unsigned_since")
                        .asString())
                .isEqualTo("2026-03-02T06:00:00Z");
        assertThat(aviary("status")).isZero();
        assertThat(out.toString()).contains("warning: no checkpoint has").contains("aviary audit checkpoint");
        aviary("doctor");
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("warn") && line.contains("no checkpoint has"));
    }

    private void update(String sql) throws SQLException {
        var url =
                "jdbc:h2:file:" + home.resolve("data/aviary") + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int aviary(String... args) {
        out = new StringWriter();
        return CommandLineInterface.run(
                Aviary.class, new PrintWriter(out, true), new PrintWriter(new StringWriter(), true), args);
    }
}
