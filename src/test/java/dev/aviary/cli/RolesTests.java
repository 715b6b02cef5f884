package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What roles may at the command line. */
class RolesTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";

    @TempDir
    private Path home;

    private final SetProperties settings = new SetProperties();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void useAHomeOfItsOwn() {
        settings.set("aviary.home", home.resolve("data").toString());
        settings.set("aviary.finch.base-url", "https://finch.invalid");
        settings.set("aviary.finch.client-id", "an-id");
        settings.set("aviary.finch.client-secret", "s" + System.nanoTime());
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit list",
                "audit verify",
                "keys status",
                "audit public-key",
                "scan --as vic pom.xml",
                "findings list"
            })
    void makesNothingOnAFreshStoreByLooking(String command) throws SQLException {
        assertThat(aviary(command.split(" "))).isEqualTo(command.endsWith("key") ? 1 : 2);

        assertThat(home.resolve("data/keys")).doesNotExist();
        assertThat(home.resolve("data/operator.key")).doesNotExist();
        assertThat(count("installation_key")).isZero();
        assertThat(count("operator_account")).isZero();
        assertThat(count("audit_event")).isZero();
    }

    @Test
    void showsTheLogToThoseWhoseRoleReadsItAndWritesRefusalsDown() throws SQLException {
        var viewer = add("vic", "viewer");
        var officer = add("pam", "privacy-officer");

        for (var command : List.of("audit list", "audit verify", "audit export " + home.resolve("x"))) {
            assertThat(as(viewer, command.split(" "))).as(command).isEqualTo(1);
            assertThat(err.toString()).contains("may not read audit");
        }
        assertThat(as(viewer, "keys", "status")).as(err::toString).isZero();
        assertThat(as(officer, "audit", "verify")).as(err::toString).isZero();
        assertThat(out.toString()).contains("key none");
        assertThat(query("SELECT name FROM installation_key ORDER BY name"))
                .as("a look makes no signing key")
                .doesNotContain("audit-signing");
        assertThat(as(officer, "audit", "list")).isZero();
        assertThat(out.toString())
                .contains("not permitted")
                .contains("permission read audit, role viewer")
                .contains("role privacy-officer");
        assertThat(query("SELECT COUNT(*) FROM audit_event e JOIN operator_account o ON o.operator_id = e.actor_id"
                        + " WHERE act = 'NOT_PERMITTED' AND o.name = 'vic'"))
                .containsExactly("3");
    }

    @Test
    void showsAnOperatorOfOneTenantItsOwnKeysOnly() {
        var vic = add("vic", "viewer", "--tenant", "Acme");
        assertThat(aviary("connections", "add", "--tenant", "Birch", "--connection", "c-2"))
                .isZero();

        assertThat(aviary("keys", "status", "--json")).isZero();
        assertThat(out.toString().split("\"tenant\"", -1)).hasSize(3);
        assertThat(as(vic, "keys", "status", "--json")).as(err::toString).isZero();
        assertThat(out.toString().split("\"tenant\"", -1)).hasSize(2);
        assertThat(as(vic, "audit", "list")).isEqualTo(1);
    }

    /** Who may run a sync may neither stop nor go on with a rotation of keys. */
    @Test
    void asksForWhatTheJobOfTheRunAsksFor() throws SQLException {
        var operator = add("otto", "operator");
        var security = add("sue", "security");
        assertThat(as(security, "keys", "rotate")).as(err::toString).isZero();
        var run = query("SELECT MAX(job_instance_id) FROM batch_job_instance WHERE job_name = 'key-rotation'")
                .get(0);

        for (var act : List.of("stop", "restart")) {
            assertThat(as(operator, "jobs", act, run)).as(err::toString).isEqualTo(1);
            assertThat(err.toString()).contains("may not manage keys");
            assertThat(as(security, "jobs", act, run)).as(err::toString).isEqualTo(1);
            assertThat(err.toString()).contains("nothing to " + act);
        }
    }

    @Test
    void refusesAnAdminOfOneTenant() {
        add("vic", "viewer");

        assertThat(aviary("operators", "add", "ann", "--role", "admin", "--tenant", "Acme"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("An admin has no tenant");
    }

    @Test
    void tellsOfAnAccountThatWasChangedInTheDatabase() throws SQLException {
        var viewer = add("vic", "viewer");
        update("UPDATE operator_account SET role = 'admin' WHERE name = 'vic'");

        assertThat(as(viewer, "operators", "disable", "admin")).isEqualTo(1);
        assertThat(err.toString()).contains("vic in operator_account was changed");
        assertThat(aviary("operators", "list")).isEqualTo(1);
        assertThat(aviary("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("bad   operators  Refused: the row of vic");
        assertThat(aviary("operators", "disable", "vic")).isZero();
        assertThat(aviary("operators", "list")).isZero();
    }

    private String add(String name, String role, String... more) {
        assertThat(aviary("connections", "add", "--tenant", "Acme", "--connection", "c-1"))
                .as(err::toString)
                .isZero();
        var key = home.resolve(name + ".key").toString();
        var command = Stream.concat(
                Stream.of("operators", "add", name, "--role", role, "--new-key-file", key), Stream.of(more));
        assertThat(aviary(command.toArray(String[]::new))).as(err::toString).isZero();
        assertThat(Files.exists(Path.of(key))).isTrue();
        return key;
    }

    private int as(String keyFile, String... args) {
        return aviary(
                Stream.concat(Stream.of(args), Stream.of("--key-file", keyFile)).toArray(String[]::new));
    }

    private int count(String table) throws SQLException {
        return Integer.parseInt(query("SELECT COUNT(*) FROM " + table).get(0));
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

    private void update(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url())) {
            connection.createStatement().executeUpdate(sql);
        }
    }

    private String url() {
        return "jdbc:h2:file:" + home.resolve("data/aviary") + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE";
    }

    private int aviary(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(TOKEN.getBytes(StandardCharsets.UTF_8)));
            return CommandLineInterface.run(Aviary.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
        } finally {
            System.setIn(stdin);
        }
    }
}
