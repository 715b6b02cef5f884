package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowanceTests {

    private static final String HASH =
            "$2b$12$" + "abcdefghijklmnopqrstuv".repeat(3).substring(0, 53);

    @TempDir
    private Path directory;

    @Test
    void allowsUntilItsLastDay() throws IOException {
        assertThat(Found.rules(at("2027-01-31T23:59:59Z").detector(), HASH)).isEmpty();
    }

    @Test
    void allowsNothingOnceItIsOverAndSaysSo() throws IOException {
        var rules = at("2027-02-01T00:00:00Z");

        assertThat(Found.rules(rules.detector(), HASH)).containsExactly("password-hash");
        assertThat(rules.endedAllowances())
                .containsExactly(directory.resolve("own.yml")
                        + ":1: allowed until 2027-01-31 only, and reported again since: of a test");
    }

    @Test
    void allowsOnlyTheSecretItNames() throws IOException {
        assertThat(Found.rules(at("2027-01-01T00:00:00Z").detector(), HASH.replace("abc", "abd")))
                .containsExactly("password-hash");
    }

    @Test
    void allowsOnlyTheRuleItNames() throws IOException {
        var rules = read(
                "2027-01-01T00:00:00Z", "allow: [{rules: [jwt], secret: '.*', reason: of a test, until: 2027-01-31}]");

        assertThat(Found.rules(rules.detector(), HASH)).containsExactly("password-hash");
    }

    @Test
    void allowsOnlyTheFileItNames() throws IOException {
        var rules = read("2027-01-01T00:00:00Z", "allow: [{file: 'test/**', reason: of a test, until: 2027-01-31}]");

        assertThat(Found.rules(rules.detector("test/deep/x.log"), HASH)).isEmpty();
        assertThat(Found.rules(rules.detector("main/x.log"), HASH)).containsExactly("password-hash");
        assertThat(Found.rules(rules.detector(), HASH)).containsExactly("password-hash");
    }

    private LeakRules at(String now) throws IOException {
        return read(now, "allow: [{secret: '\\$2b\\$12\\$abcdef.*', reason: of a test, until: 2027-01-31}]");
    }

    private LeakRules read(String now, String content) throws IOException {
        var file = directory.resolve("own.yml");
        Files.writeString(file, content);
        return LeakRules.read(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), file);
    }
}
