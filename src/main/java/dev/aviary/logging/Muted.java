package dev.aviary.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Silences loggers of libraries where they print headers, bodies, or the values of statements, whatever level is set for them. Masking could not save those: packets
 * are printed in hexadecimal, and a name or a birth date looks like any other word.
 */
public final class Muted extends Filter<ILoggingEvent> {

    /** Below WARN. */
    private static final List<String> LOGGERS = List.of(
            // The JDK's HTTP client: headers at level INFO if jdk.httpclient.HttpLog is set; frames.
            "jdk.httpclient",
            "jdk.internal.httpclient",
            "sun.net.www.protocol.http",
            // Spring: bodies and arguments of calls.
            "org.springframework.web.client",
            "org.springframework.web.service",
            "org.springframework.http",
            "org.springframework.core.codec",
            // JDBC: values of parameters, packets, statements with their values.
            "org.springframework.jdbc.core.StatementCreatorUtils",
            "org.springframework.jdbc.core.simple",
            "org.mariadb.jdbc",
            "h2database",
            "com.zaxxer.hikari.HikariConfig",
            "com.zaxxer.hikari.util.DriverDataSource",
            "com.google.crypto.tink");

    /** Repeats the server's message at level WARN, with the value that was a duplicate; the exception says it to whoever has to know. */
    private static final String ERRORS_OF_THE_SERVER = "org.mariadb.jdbc.message.server.ErrorPacket";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (ERRORS_OF_THE_SERVER.equals(event.getLoggerName())) {
            return FilterReply.DENY;
        }
        return event.getLevel().isGreaterOrEqual(Level.WARN) || !isMuted(event.getLoggerName())
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    private static boolean isMuted(String logger) {
        for (var muted : LOGGERS) {
            if (logger.startsWith(muted)) {
                return true;
            }
        }
        return false;
    }
}
