package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Who acts at the command line, from an empty store on. */
class ActingTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";
    private static final String ID = "6a1d6a0e-2222-4222-8222-000000000001";
    private static final Pattern SECRET = Pattern.compile("secret: ([a-z2-9]{5}(-[a-z2-9]{5}){4})");

    @TempDir
    private Path home;

    private final SetProperties settings = new SetProperties();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void useAHomeOfItsOwn() {
        settings.set("aviary.home", home.resolve("data").toString());
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
    }

    @Test
    void goesFromTheFirstAdminToAScriptOfOneTenant() throws Exception {
        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Acme", "--connection", ID))
                .isZero();
        assertThat(err.toString())
                .as("there is no terminal")
                .contains("operator.key")
                .contains("aviary operators reset admin")
                .doesNotContainPattern(SECRET);
        assertThat(home.resolve("data/operator.key")).exists();
        assertThat(Acting.now()).isEqualTo(Actor.SYSTEM);

        var key = home.resolve("script.key").toString();
        assertThat(aviary(
                        "",
                        "operators",
                        "add",
                        "script",
                        "--role",
                        "operator",
                        "--tenant",
                        "acme",
                        "--new-key-file",
                        key))
                .isZero();
        var script = secretIn(out);
        assertThat(err.toString()).isEmpty();
        assertThat(Files.readString(Path.of(key))).startsWith("script:").doesNotContain(script);

        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Acme", "--connection", ID, "--key-file", key))
                .isZero();
        assertThat(aviary(
                        script + "\n" + TOKEN,
                        "connections",
                        "add",
                        "--tenant",
                        "Acme",
                        "--connection",
                        ID,
                        "--as",
                        "script"))
                .isZero();
        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Birch", "--key-file", key))
                .isEqualTo(1);
        assertThat(err.toString()).contains("only").doesNotContain("\tat ");
        assertThat(aviary("", "operators", "disable", "script")).isZero();
        assertThat(aviary(TOKEN, "connections", "add", "--tenant", "Acme", "--key-file", key))
                .isEqualTo(2);

        assertThat(aviary("", "operators", "list", "--json")).isZero();
        var list = JsonMapper.builder().build().readTree(out.toString());
        assertThat(list.path(0).path("name").asString()).isEqualTo("admin");
        assertThat(list.path(1).path("enabled").asBoolean()).isFalse();
        assertThat(list.path(1).path("tenant").asString()).isEqualTo("Acme");
        assertThat(out + "" + err).doesNotContain(script, "hash");

        var adminId = list.path(0).path("id").asString();
        assertThat(events())
                .contains("OPERATOR_ADDED system -", "OPERATOR_ADDED operator " + adminId)
                .contains("OPERATOR_DISABLED operator " + adminId, "SIGN_IN_REFUSED system -");
        assertThat(iterations()).isEqualTo(600_000);
    }

    @Test
    void takesAChosenSecretAndRefusesWrongOnes() throws IOException {
        assertThat(aviary("a secret of bob's\n", "operators", "add", "bob", "--role", "admin", "--ask"))
                .isZero();
        assertThat(out.toString()).contains("bob (admin)").doesNotContain("a secret of");
        Files.delete(home.resolve("data/operator.key"));

        assertThat(aviary("", "operators", "reset", "bob")).isEqualTo(2);
        assertThat(err.toString()).contains("--as NAME").contains("--key-file");
        assertThat(aviary("another secret\n", "operators", "reset", "admin", "--as", "bob"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("Sign-in refused").doesNotContain("another secret");
        assertThat(aviary("a secret of bob's\n", "operators", "reset", "admin", "--as", "Bob"))
                .isZero();
        assertThat(secretIn(out)).isNotEmpty();
    }

    private List<String> events() throws SQLException {
        return query("SELECT CONCAT(act, ' ', actor, ' ', COALESCE(actor_id, '-')) FROM audit_event");
    }

    private int iterations() throws SQLException {
        return Integer.parseInt(
                query("SELECT MIN(iterations) FROM operator_account").get(0));
    }

    private List<String> query(String sql) throws SQLException {
        var url =
                "jdbc:h2:file:" + home.resolve("data/aviary") + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE";
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String secretIn(StringWriter printed) {
        var found = SECRET.matcher(printed.toString());
        assertThat(found.find()).isTrue();
        return found.group(1);
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
