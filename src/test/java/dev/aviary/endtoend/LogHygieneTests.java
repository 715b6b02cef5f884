package dev.aviary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.Needles;
import dev.aviary.testing.Simulator;
import dev.aviary.testing.Simulator.Link;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What a process prints while everything speaks at level TRACE: every logger of the program and of the libraries, those of {@code java.util.logging} and
 * of the JDK's HTTP client with all that it can be asked to log, and its debug output. Tokens are taken in, and a night is run.
 */
class LogHygieneTests {

    private static final Simulator FINCH = Simulator.start(Instant.parse("2026-08-20T12:00:00Z"));

    /** In the URL of the database, which several libraries print. */
    private static final String PASSWORD = "canary4711password";

    /** As people would ask for them, to find out what goes wrong. */
    private static final List<String> TALKATIVE = List.of(
            "-Dlogging.level.root=TRACE",
            "-Dlogging.level.dev.aviary=TRACE",
            "-Dlogging.level.org.flywaydb=TRACE",
            "-Dlogging.level.org.springframework.boot.SpringApplication=TRACE",
            "-Dlogging.level.org.springframework.boot.diagnostics=TRACE",
            "-Dlogging.level.org.springframework.context.annotation=TRACE",
            "-Dlogging.level.org.springframework.transaction.interceptor=TRACE",
            "-Dlogging.level.org.springframework.batch.core.step.AbstractStep=TRACE",
            "-Dlogging.level.org.springframework.batch.core.job.AbstractJob=TRACE",
            "-Djdk.httpclient.HttpLog=all",
            "-Djdk.internal.httpclient.debug=true",
            "-Djavax.net.debug=all");

    @AfterAll
    static void close() {
        FINCH.close();
    }

    @Test
    void printsNoSecretWhateverIsLogged() throws IOException {
        var link = FINCH.connect("gusto", "oauth", 9, everything());
        var trial = new Trial(
                Homes.make(Homes.root("hygiene")), TestDatabase.mariadb().url());
        var tokens = Files.writeString(trial.home().resolve("tokens.csv"), csv(link));

        var intake = output(trial, "connections", "import", tokens.toString());
        var night = output(trial, "sync", "--full", "--debug");

        assertThat(List.of("1 added", " TRACE ")).allMatch(intake::contains);
        assertThat(List.of("  done", " TRACE ", " JdbcTemplate: ", " AbstractStep: "))
                .allMatch(night::contains);
        var needles = needles(link);
        assertThat(leaks(needles, intake)).isEmpty();
        assertThat(leaks(needles, night)).isEmpty();
        assertThat(night.contains("Setting SQL statement parameter"))
                .as("values of statements")
                .isFalse();
        assertThat(night.contains("HttpClientImpl"))
                .as("the HTTP client's debug output")
                .isFalse();
        Homes.delete(trial.home());
    }

    private static String csv(Link link) {
        return "tenant,connection_id,token\nAcme," + link.connection() + "," + link.token() + "\n";
    }

    private static String output(Trial trial, String... arguments) {
        try (var process = OtherProcess.start(trial, settings(trial), TALKATIVE, arguments)) {
            assertThat(process.exitCode())
                    .as(() -> process.output().substring(0, 2_000))
                    .isZero();
            return process.output();
        }
    }

    private static Map<String, String> settings(Trial trial) {
        var settings = new HashMap<String, String>();
        settings.put("aviary.home", trial.home().toString());
        settings.put("aviary.finch.base-url", FINCH.baseUrl());
        settings.put("aviary.finch.client-id", FINCH.clientId());
        settings.put("aviary.finch.client-secret", FINCH.clientSecret());
        settings.put("aviary.finch.limits.enabled", "false");
        settings.put("spring.datasource.url", trial.url() + "&keyStorePassword=" + PASSWORD);
        return settings;
    }

    private static Needles needles(Link link) {
        var secrets = new ArrayList<>(FINCH.socialSecurityNumbers(link));
        assertThat(secrets).hasSize(9).doesNotContain("");
        secrets.addAll(secrets.stream().map(number -> number.replace("-", "")).toList());
        secrets.add(link.token());
        secrets.add(PASSWORD);
        secrets.add(FINCH.clientSecret());
        secrets.add(Base64.getEncoder()
                .encodeToString((FINCH.clientId() + ":" + FINCH.clientSecret())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Needles(secrets);
    }

    /** Which logger's line it was, and in what form; not what. */
    private static List<String> leaks(Needles needles, String output) {
        return Arrays.stream(output.split("\n"))
                .flatMap(
                        line -> needles.foundIn(line).map(form -> form + " in " + line.replaceAll(": .*", "")).stream())
                .distinct()
                .limit(20)
                .toList();
    }

    private static String[] everything() {
        return new String[] {
            "company", "directory", "individual", "employment", "payment", "pay_statement", "benefits", "ssn"
        };
    }
}
