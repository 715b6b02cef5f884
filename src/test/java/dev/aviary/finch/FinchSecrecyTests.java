package dev.aviary.finch;

import static dev.aviary.finch.ClientUnderTest.ENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Everything that any logger says at level TRACE, and every exception that comes out, is searched for the token and for personal values. */
class FinchSecrecyTests {

    private static final String TOKEN = "5e0c1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final List<String> PERSONAL = List.of("Voss", "123-45-6789", "ira@birch.example", "1988-02-29");
    private static final String PERSON =
            "{\"id\":\"a\",\"last_name\":\"Voss\",\"ssn\":\"123-45-6789\",\"dob\":\"1988-02-29\","
                    + "\"emails\":[{\"data\":\"ira@birch.example\",\"type\":\"work\"}]}";
    private static final String BATCH = "{\"responses\":[{\"individual_id\":\"a\",\"code\":200,\"body\":" + PERSON;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Map<Logger, Level> usual = new HashMap<>();
    private final Ear ear = new Ear();
    private final ClientUnderTest client = new ClientUnderTest();
    private final List<Throwable> thrown = new ArrayList<>();

    @BeforeEach
    void listen() {
        for (var logger : root.getLoggerContext().getLoggerList()) {
            if (logger.getLevel() != null) {
                usual.put(logger, logger.getLevel());
                logger.setLevel(logger == root ? Level.TRACE : null);
            }
        }
        ear.setContext(root.getLoggerContext());
        ear.start();
        root.addAppender(ear);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(ear);
        usual.forEach(Logger::setLevel);
        client.close();
    }

    @Test
    void saysNeitherTokenNorPersonalDataAnywhere() {
        client.server.ok(BATCH + "}]}");
        client.server.ok(BATCH + ",\"Voss").ok(BATCH.replace("\"id\"", "\"residence\":\"Voss\",\"id\"") + "}]}");
        client.server.then(
                401, "{\"name\":\"invalid_token_error\",\"message\":\"token " + TOKEN + " of Voss\"}", "X-Echo", TOKEN);
        client.server.then(403, "<html>Voss " + TOKEN + "</html>", "Finch-Request-Id", "Voss " + TOKEN);
        client.server.ok("{\"connection_id\":\"Voss of 1988-02-29\"}").then(200, "{}", "Content-Type", "Voss;" + TOKEN);
        client.server
                .then(200, "{}", "Content-Type", "Voss;" + TOKEN)
                .cutOff(PERSON)
                .cutOff(PERSON);

        for (var i = 0; i < 3; i++) {
            attempt(() -> client.finch.individuals(client.token, ENTITY, List.of("a"), true, item -> {}));
        }
        attempt(() -> client.finch.company(client.token, ENTITY));
        attempt(() -> client.finch.company(client.token, ENTITY));
        attempt(() -> client.finch.introspect(client.token));
        attempt(() -> client.finch.company(client.token, ENTITY));
        attempt(() -> client.finch.company(client.token, ENTITY));

        var said = String.join("\n", ear.lines) + "\n" + stackTraces();
        assertThat(ear.lines)
                .as("the loggers of Spring were heard")
                .anyMatch(line -> line.contains("ByteArray") || line.contains("springframework"));
        assertThat(said)
                .doesNotContain(TOKEN)
                .doesNotContain(TOKEN.substring(0, 13))
                .doesNotContain("Bearer");
        PERSONAL.forEach(value -> assertThat(said).doesNotContain(value));
        assertThat(client.server.requests).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void saysNothingOfAnExchange() {
        var secret = "5ecr3t-of-the-application-4711";
        var code = "c0de-4f6c2d1e-0a55-4b3e";
        var finch = client.as(new ClientCredentials("the-client", ClientSecret.valueOf(secret)), client.server.url());
        var granted = "{\"access_token\":\"" + TOKEN + "\",\"connection_id\":\"c\"";
        client.server.ok(granted + "}").ok(granted).cutOff(granted).ok(granted + ",\"x\":" + TOKEN + "}");
        client.server.then(400, "{\"name\":\"invalid_grant_error\",\"message\":\"" + code + TOKEN + secret + "\"}");

        for (var i = 0; i < 5; i++) {
            attempt(() ->
                    finch.exchange(ConnectCode.of(code.toCharArray()), null).close());
        }

        assertThat(thrown).hasSize(4);
        assertThat(String.join("\n", ear.lines) + "\n" + stackTraces())
                .contains("POST /auth/token")
                .doesNotContain(TOKEN)
                .doesNotContain(TOKEN.substring(0, 13))
                .doesNotContain(code)
                .doesNotContain(secret);
    }

    @Test
    void logsOneLineForEachAttemptWithTheRequestId() {
        client.server.ok("{}").then(503, "", "Finch-Request-Id", "req-2").then(202, "", "Finch-Request-Id", "req-3");

        client.finch.company(client.token, ENTITY);
        client.finch.company(client.token, ENTITY);

        assertThat(ear.lines.stream().filter(line -> line.startsWith(HttpFinch.class.getName())))
                .containsExactly(
                        HttpFinch.class.getName() + " DEBUG GET /employer/company 200 in 0 ms, Finch-Request-Id req-1",
                        HttpFinch.class.getName()
                                + " WARN GET /employer/company failed: SERVER, HTTP 503, Finch-Request-Id req-2"
                                + " (attempt 1, 0 ms); next attempt in "
                                + client.time.slept.get(0).toMillis() + " ms",
                        HttpFinch.class.getName() + " DEBUG GET /employer/company 202 in 0 ms, Finch-Request-Id req-3");
    }

    @Test
    void printsNoRecordWithItsContent() {
        var person = Json.MAPPER.readValue(PERSON, Individual.class);
        var found = new BatchItem.Found<>("a", person);

        assertThat(person + " " + found + " " + new Answer.Data<>(person, new Freshness(null, null, null), "r")
                        + person.emails())
                .doesNotContain(PERSONAL.toArray(new String[0]));
    }

    private void attempt(Runnable call) {
        var failure = catchThrowable(call::run);
        if (failure != null) {
            thrown.add(failure);
        }
    }

    private String stackTraces() {
        var text = new StringWriter();
        thrown.forEach(failure -> failure.printStackTrace(new PrintWriter(text, true)));
        return text.toString();
    }

    private static final class Ear extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getLevel() + " " + event.getFormattedMessage()
                    + causes(event.getThrowableProxy()));
        }

        private static String causes(IThrowableProxy thrown) {
            return thrown == null ? "" : " " + thrown.getMessage() + causes(thrown.getCause());
        }
    }
}
