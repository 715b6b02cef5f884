package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import dev.aviary.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In production nobody is somebody else by leaving an option away. */
class ProductionSignInTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";

    @TempDir
    private Path home;

    private final Map<String, String> before = new HashMap<>();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void setUpProduction() {
        var database = TestDatabase.mariadb();
        set("aviary.production", "true");
        set("aviary.home", home.resolve("data").toString());
        set("aviary.keys.local-key-reason", "a test on this machine");
        set("aviary.finch.base-url", "https://finch.invalid");
        set("aviary.finch.client-id", "an-id");
        set("aviary.finch.client-secret", "s" + System.nanoTime());
        set("spring.datasource.url", database.url());
        set("spring.datasource.username", database.user());
        set("spring.datasource.password", database.password());
    }

    @AfterEach
    void putSettingsBack() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void usesNoKeyFileUnasked() throws Exception {
        assertThat(add()).as(err::toString).isZero();
        assertThat(err.toString())
                .contains("operator.key")
                .contains("--key-file")
                .doesNotContain("secret: ");
        var usual = home.resolve("data/operator.key");

        assertThat(add()).isEqualTo(2);
        assertThat(err.toString()).contains("--as NAME").contains("--key-file").contains("aviary.production");
        assertThat(add("--key-file", usual.toString())).as(err::toString).isZero();
        set("aviary.operator.key-file", usual.toString());
        assertThat(add()).as("a setting is everybody's, too").isEqualTo(2);

        assertThat(aviary("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("warn  operators  an admin's key file lies at " + usual);
        Files.move(usual, home.resolve("my.key"));
        assertThat(aviary("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("ok    operators").doesNotContain("an admin's key file");
        assertThat(add("--key-file", home.resolve("my.key").toString())).isZero();
    }

    private int add(String... more) {
        var command = Stream.concat(
                Stream.of("connections", "add", "--tenant", "Acme", "--connection", "c-1"), Stream.of(more));
        return aviary(command.toArray(String[]::new));
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

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
