package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Wrapped keysets out of a store and back into it, at the command line. */
class KeyCopiesTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";
    private static final String ID = "6a1d6a0e-2222-4222-8222-000000000001";

    @TempDir
    private Path home;

    private final SetProperties settings = new SetProperties();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void takeInAToken() {
        settings.set("aviary.home", home.resolve("data").toString());
        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Acme", "--connection", ID))
                .isZero();
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
    }

    @Test
    void goOutAndComeBackWhenTheirTablesAreLost() throws Exception {
        var file = home.resolve("keys.export");
        assertThat(aviary("", "keys", "export", file.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(out.toString()).contains("wrapped by local:").contains("0 epoch keys");
        assertThat(err.toString()).isEmpty();
        assertThat(aviary("", "keys", "export", file.toString())).isEqualTo(2);
        for (var table : List.of("key_check", "tenant_keyset", "installation_key")) {
            update("DELETE FROM " + table);
        }

        assertThat(aviary("", "keys", "import", file.toString(), "--json")).isZero();
        var summary = JsonMapper.builder().build().readTree(out.toString());
        assertThat(summary.path("restored").asInt())
                .isEqualTo(summary.path("results").size())
                .isPositive();
        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Acme", "--connection", ID))
                .isZero();
        assertThat(out.toString()).containsIgnoringCase("unchanged");
        assertThat(aviary("", "audit", "verify")).isZero();
        assertThat(aviary("", "keys", "import", file.toString())).isZero();
        assertThat(out.toString()).startsWith("0 restored");
        assertThat(events()).contains("KEYSETS_EXPORTED operator").contains("KEYSETS_IMPORTED operator");
    }

    @Test
    void areAskedForWhenAKeyIsMissingThatTheLogDependsOn() throws Exception {
        var file = home.resolve("keys.export");
        assertThat(aviary("", "keys", "export", file.toString())).isZero();
        update("DELETE FROM installation_key WHERE name = 'audit-chain'");

        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Birch", "--connection", "c-2"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("'audit-chain'")
                .contains("aviary keys import")
                .doesNotContain("\tat ");
        assertThat(query("SELECT name FROM installation_key")).doesNotContain("audit-chain");

        assertThat(aviary("", "keys", "import", file.toString())).isZero();
        assertThat(out.toString()).contains("1 restored");
        assertThat(aviary("", "audit", "verify")).isZero();
    }

    @Test
    void saysWhenEpochKeysGoAlongAndRecordsWhich() throws Exception {
        var file = home.resolve("keys.export");

        assertThat(aviary("", "keys", "export", file.toString(), "--tenant", "acme", "--with-epoch-keys", "--json"))
                .isZero();

        assertThat(err.toString()).contains("warning: this export holds epoch keys");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(out.toString())
                        .path("epoch_keys")
                        .asInt())
                .isEqualTo(1);
        assertThat(query("SELECT figures FROM audit_event WHERE act = 'KEYSETS_EXPORTED'"))
                .containsExactlyInAnyOrder("{\"count\":4,\"tenants\":1}", "{\"epoch\":1}");
    }

    @Test
    void refusesWhoMayNotAndWhatIsNoExport() throws IOException {
        var key = home.resolve("viewer.key").toString();
        assertThat(aviary("", "operators", "add", "eve", "--role", "operator", "--new-key-file", key))
                .isZero();
        var file = home.resolve("keys.export");

        assertThat(aviary("", "keys", "export", file.toString(), "--key-file", key))
                .isEqualTo(1);
        assertThat(err.toString()).contains("may not manage keys");
        assertThat(file).doesNotExist();
        assertThat(aviary("", "keys", "export", file.toString())).isZero();
        assertThat(aviary("", "keys", "import", file.toString(), "--key-file", key))
                .isEqualTo(1);

        Files.writeString(file, Files.readString(file).replace("local:", "local;"));
        assertThat(aviary("", "keys", "import", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("was changed").doesNotContain("\tat ");
        assertThat(aviary("", "keys", "import", home.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void goesThroughStandardOutputAndInput() {
        var printed = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(printed, true));
        try {
            assertThat(aviary("", "keys", "export", "-")).isZero();
        } finally {
            System.setOut(stdout);
        }
        assertThat(err.toString()).contains("standard output");
        assertThat(aviary(printed.toString(StandardCharsets.UTF_8), "keys", "import", "-"))
                .isZero();
        assertThat(aviary("", "keys", "export", "-", "--json")).isEqualTo(2);
    }

    @Test
    void wantTheirDatabaseBackFirst() {
        var file = home.resolve("keys.export").toString();
        assertThat(aviary("", "keys", "export", file)).isZero();
        settings.set("aviary.home", home.resolve("empty").toString());

        assertThat(aviary("", "keys", "import", file)).isEqualTo(2);

        assertThat(err.toString()).contains("restore the database first");
        assertThat(home.resolve("empty/keys/kek.json")).doesNotExist();
    }

    private List<String> events() throws SQLException {
        return query("SELECT CONCAT(act, ' ', actor) FROM audit_event");
    }

    private String url() {
        return "jdbc:h2:file:" + home.resolve("data/aviary") + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE";
    }

    private void update(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url());
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private int aviary(String input, String... args) {
        out = new StringWriter();
        err = new StringWriter();
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            return CommandLineInterface.run(Aviary.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
        } finally {
            System.setIn(stdin);
        }
    }
}
