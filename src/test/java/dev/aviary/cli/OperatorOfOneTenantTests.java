package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators of one tenant, of the two roles that may most, try every command that changes or shows something of others. An admin has no tenant. */
class OperatorOfOneTenantTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";
    private static final String ID = "6a1d6a0e-2222-4222-8222-000000000001";
    private static final String OTHERS = "6a1d6a0e-2222-4222-8222-000000000002";

    private static final List<List<String>> BEYOND = List.of(
            List.of("connections", "add", "--tenant", "Birch", "--connection", OTHERS),
            List.of("connections", "add", "--tenant", "Fir"),
            List.of("connections", "import", "-"),
            List.of("sync"),
            List.of("tenants", "freeze", "Birch"),
            List.of("tenants", "thaw", "Birch"),
            List.of("keys", "rotate"),
            List.of("keys", "epoch"),
            List.of("keys", "rewrap"),
            List.of("operators", "add", "bob", "--role", "admin"),
            List.of("operators", "reset", "admin"),
            List.of("operators", "disable", "admin"),
            List.of("audit", "list"),
            List.of("audit", "verify"),
            List.of("audit", "checkpoint"),
            List.of("findings", "list", "--tenant", "Birch"));

    @TempDir
    private Path home;

    private final SetProperties settings = new SetProperties();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void useAHomeOfItsOwn() {
        settings.set("aviary.home", home.resolve("data").toString());
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
    }

    @Test
    void isRefusedEveryActBeyondItsTenant() {
        assertThat(aviary("connections", "add", "--tenant", "Acme", "--connection", ID))
                .isZero();
        assertThat(aviary("connections", "add", "--tenant", "Birch", "--connection", OTHERS))
                .isZero();
        for (var role : List.of("operator", "security")) {
            assertThat(aviary(
                            "operators",
                            "add",
                            role,
                            "--role",
                            role,
                            "--tenant",
                            "Acme",
                            "--new-key-file",
                            keyOf(role)))
                    .isZero();
            tryAllAs(role);
        }
        assertThat(aviary("tenants", "freeze", "Acme", "--key-file", keyOf("security")))
                .as("its own")
                .isZero();
    }

    private void tryAllAs(String role) {
        for (var command : BEYOND) {
            var words = new ArrayList<>(command);
            words.addAll(List.of("--key-file", keyOf(role)));

            assertThat(aviary(words.toArray(String[]::new))).as(role + command).isEqualTo(1);
            assertThat(err.toString())
                    .as(role + command)
                    .containsAnyOf("only; name that tenant", "has the role " + role + ", which may not");
        }
    }

    private String keyOf(String role) {
        return home.resolve(role + ".key").toString();
    }

    private int aviary(String... args) {
        err.getBuffer().setLength(0);
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(TOKEN.getBytes(StandardCharsets.UTF_8)));
            return CommandLineInterface.run(
                    Aviary.class, new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
        } finally {
            System.setIn(stdin);
        }
    }
}
