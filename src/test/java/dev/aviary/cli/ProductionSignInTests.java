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

    private final SetProperties settings = new SetProperties();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void setUpProduction() {
        var database = TestDatabase.mariadb();
        settings.set("aviary.production", "true");
        settings.set("aviary.home", home.resolve("data").toString());
        settings.set("aviary.keys.local-key-reason", "a test on this machine");
        settings.set("aviary.finch.base-url", "https://finch.invalid");
        settings.set("aviary.finch.client-id", "an-id");
        settings.set("aviary.finch.client-secret", "s" + System.nanoTime());
        settings.set("spring.datasource.url", database.url());
        settings.set("spring.datasource.username", database.user());
        settings.set("spring.datasource.password", database.password());
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
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
        settings.set("aviary.operator.key-file", usual.toString());
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
}
