package dev.aviary.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The program's own logback.xml, without Spring: what an appender prints of a message, its arguments, the MDC, and exceptions of any depth. */
class MaskedLayoutTests {

    private static final String SECRET = "9f1c7d52-77aa-4b73-8c51-3f2f8a5b9c10";
    private static final String OTHER = "Zx81-not-like-anything-0815";

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = System.err;

    @BeforeEach
    void begin() throws JoranException {
        context.setMDCAdapter(MDC.getMDCAdapter());
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        var joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(MaskedLayoutTests.class.getResource("/logback.xml"));
        KnownSecrets.remember(OTHER.getBytes(US_ASCII));
    }

    @AfterEach
    void end() {
        System.setErr(err);
        context.stop();
        MDC.clear();
    }

    @Test
    void masksMessageAndArguments() {
        log().info("token {} and {} of {}", SECRET, OTHER, List.of("Bearer " + SECRET));

        assertThat(printed()).contains("token [masked] and [masked] of [Bearer [masked]]");
    }

    @Test
    void masksTheMdc() {
        pattern("%mdc %msg%n");
        MDC.put("access_token", SECRET);
        MDC.put("user", OTHER);

        log().info("x");

        assertThat(printed()).contains("access_token=[masked]", "user=[masked]", " x");
    }

    @Test
    void masksCausesAndSuppressedExceptions() {
        pattern("%msg%n%ex{full}");
        var failure = new IllegalStateException("outer " + OTHER, new RuntimeException("ssn=987-65-4329"));
        failure.addSuppressed(new IllegalArgumentException("client_secret=" + SECRET));

        log().error("failed", failure);

        assertThat(printed())
                .contains("IllegalStateException: outer [masked]", "Caused by: ", "ssn=[masked]", "Suppressed: ")
                .contains("client_secret=[masked]", "\tat ");
    }

    @Test
    void cutsAnEndlessLineAndNoSecretInTwo() {
        for (int shift = 0; shift < 60; shift++) {
            printed.reset();
            log().info("x".repeat(MaskedLayout.LONGEST - 100 + shift) + " " + (OTHER + " ").repeat(200));

            assertThat(printed())
                    .contains("characters more)")
                    .doesNotContain(OTHER.substring(0, 12))
                    .hasSizeLessThan(MaskedLayout.LONGEST + 200);
        }
    }

    @Test
    void losesNoLineIfAnArgumentOrExceptionCannotBePrinted() {
        // SLF4J itself tells of this one on standard error, past every layout.
        log().info("an argument {}", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        });
        pattern("%ex{full}%msg%n");
        log().warn("here", new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[] {null};
            }
        });

        assertThat(printed()).contains("an argument [FAILED toString()]", "here");
    }

    @Test
    void printsALineInPlaceOfOneThatCannotBe() {
        pattern("%msg%n");
        layout().setContext(context);

        assertThat(layout().doLayout(new Unprintable()))
                .contains("INFO", "some.Logger", "(a line that could not be printed: UnsupportedOperationException)")
                .doesNotContain(SECRET);
    }

    @Test
    void silencesLoggersOfHeadersBodiesAndParametersBelowWarn() {
        for (var name : List.of(
                "jdk.httpclient.HttpClient",
                "jdk.internal.httpclient.debug",
                "org.springframework.web.client.DefaultRestClient",
                "org.springframework.http.converter.json.JacksonJsonHttpMessageConverter",
                "org.springframework.jdbc.core.StatementCreatorUtils",
                "org.mariadb.jdbc.client.impl.StandardClient",
                "com.zaxxer.hikari.HikariConfig")) {
            var logger = context.getLogger(name);
            logger.setLevel(Level.TRACE);
            logger.info("quiet");
            logger.trace("quiet");
            logger.warn("heard");
        }

        context.getLogger("org.mariadb.jdbc.message.server.ErrorPacket").warn("quiet, for it quotes values");

        assertThat(printed()).doesNotContain("quiet");
        assertThat(printed().lines()).hasSize(7);
    }

    private Logger log() {
        return context.getLogger("some.Logger");
    }

    private void pattern(String pattern) {
        var layout = layout();
        layout.stop();
        layout.setPattern(pattern);
        layout.start();
    }

    private MaskedLayout layout() {
        var console = (ch.qos.logback.core.ConsoleAppender<?>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        return (MaskedLayout) ((ch.qos.logback.core.encoder.LayoutWrappingEncoder<?>) console.getEncoder()).getLayout();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static final class Unprintable extends ch.qos.logback.classic.spi.LoggingEvent {

        @Override
        public String getFormattedMessage() {
            throw new UnsupportedOperationException(SECRET);
        }

        @Override
        public Level getLevel() {
            return Level.INFO;
        }

        @Override
        public String getLoggerName() {
            return "some.Logger";
        }
    }
}
