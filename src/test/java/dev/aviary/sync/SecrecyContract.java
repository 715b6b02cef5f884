package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.aviary.testing.Needles;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Law 1: whatever happens, neither tokens nor personal values stand in any table or in any log line, at the most talkative level of every logger. */
abstract class SecrecyContract extends Night {

    private static final String SSN = "987-65-4329";
    private static final String BORN = "1907-03-11";
    private static final String PRIVATE_EMAIL = "quite.private.canary@home.example";
    private static final String STREET = "4711 Canary Hollow Road";
    private static final long INCOME = 918_273_645_546L;
    private static final long PAID = 736_455_463_728L;

    SecrecyContract(RunningAviary aviary) {
        super(aviary);
    }

    /** Looks at each event as it comes, so that nothing has to be kept; the console is left as it is. */
    private static final class Eavesdropper extends AppenderBase<ILoggingEvent> {

        private final Needles needles;
        private final List<String> found = Collections.synchronizedList(new ArrayList<>());
        private volatile int heard;

        private Eavesdropper(Needles needles) {
            this.needles = needles;
        }

        @Override
        protected void append(ILoggingEvent event) {
            heard++;
            var text = event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
            needles.foundIn(text).ifPresent(form -> found.add(event.getLoggerName() + " " + form));
        }
    }

    @Test
    void holdsUnderEveryKindOfTrouble() throws SQLException {
        var link = connected(9, everything());
        plant(link);
        var secrets = new ArrayList<>(
                List.of(link.token(), SSN, SSN.replace("-", ""), BORN, PRIVATE_EMAIL, STREET, "" + INCOME, "" + PAID));
        secrets.addAll(numbersAtFinch(link));
        var needles = new Needles(secrets);
        var eavesdropper = new Eavesdropper(needles);

        listening(eavesdropper, () -> everyKindOfTrouble(link));

        assertThat(eavesdropper.heard).isGreaterThan(1_000);
        assertThat(eavesdropper.found).isEmpty();
        assertThat(count("individual", link)).isEqualTo(9);
        assertThat(count("individual_tag", link)).isPositive();
        assertThat(tablesWith(needles)).isEmpty();
        assertThat(tablesWith(new Needles(List.of(link.connection())))).contains("sync_task", "connection");
    }

    private void everyKindOfTrouble(Link link) {
        for (var endpoint : List.of("introspect", "directory", "individual", "employment", "pay-statement")) {
            for (var kind : List.of("truncated", "cut", "reset", "html")) {
                finch.noFaults();
                fault(link, "kind", kind, "endpoint", endpoint);
                sync();
            }
        }
        finch.noFaults();
        fault(
                link,
                "kind",
                "error",
                "endpoint",
                "individual",
                "status",
                500,
                "message",
                "No access for " + link.token() + " to " + SSN + " " + PRIVATE_EMAIL,
                "finch_code",
                "ssn " + SSN);
        sync();
        finch.noFaults();
        for (var kind : List.of("null_elements", "unknown_enum", "extra_fields", "duplicate_rows")) {
            fault(link, "kind", kind);
        }
        sync();
        finch.noFaults();
        aviary.syncFully(tenant);
    }

    private void plant(Link link) {
        var people = finch.people(link);
        finch.bearer(
                "PUT",
                "/sandbox/individual/" + people.get(3),
                link,
                fields(
                        "ssn",
                        SSN,
                        "dob",
                        BORN,
                        "emails",
                        List.of(Map.of("data", PRIVATE_EMAIL, "type", "personal")),
                        "residence",
                        Map.of("line1", STREET, "city", "Reno", "state", "NV", "country", "US")));
        finch.bearer(
                "PUT",
                "/sandbox/employment/" + people.get(3),
                link,
                Map.of("income", Map.of("unit", "yearly", "amount", INCOME, "currency", "usd")));
        finch.bearer(
                "POST",
                "/sandbox/payment",
                link,
                Map.of("pay_statements", List.of(Map.of("individual_id", people.get(3), "gross_pay", PAID))));
    }

    private List<String> numbersAtFinch(Link link) {
        var numbers = finch.socialSecurityNumbers(link);
        assertThat(numbers).hasSize(9).allMatch(number -> number.matches("[0-9-]{9,11}"));
        return numbers;
    }

    private static void listening(Eavesdropper eavesdropper, Runnable work) {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var console = root.getAppender("console");
        var changed = root.getLoggerContext().getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .collect(java.util.stream.Collectors.toMap(logger -> logger, Logger::getLevel));
        changed.keySet().forEach(logger -> logger.setLevel(logger == root ? Level.TRACE : null));
        root.detachAppender(console);
        root.addAppender(eavesdropper);
        eavesdropper.start();
        try {
            work.run();
        } finally {
            root.detachAppender(eavesdropper);
            root.addAppender(console);
            changed.forEach(Logger::setLevel);
        }
    }

    /** Every table with a column in which one of them stands, in any form. */
    private List<String> tablesWith(Needles needles) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = aviary.bean(javax.sql.DataSource.class).getConnection()) {
            var tables = new ArrayList<String>();
            try (var all = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
                while (all.next()) {
                    if (!"information_schema".equalsIgnoreCase(all.getString("TABLE_SCHEM"))) {
                        tables.add(all.getString("TABLE_NAME"));
                    }
                }
            }
            assertThat(tables).anyMatch(name -> name.equalsIgnoreCase("batch_job_execution"));
            assertThat(tables).anyMatch(name -> name.equalsIgnoreCase("qrtz_triggers"));
            for (var table : tables) {
                if (holds(connection, table, needles)) {
                    found.add(table.toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return found;
    }

    private static boolean holds(java.sql.Connection connection, String table, Needles needles) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    var value = rows.getObject(column);
                    var bytes = value instanceof byte[] binary
                            ? binary
                            : String.valueOf(value instanceof java.sql.Clob ? rows.getString(column) : value)
                                    .getBytes(StandardCharsets.UTF_8);
                    if (needles.foundIn(bytes).isPresent()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String[] everything() {
        return new String[] {
            "company", "directory", "individual", "employment", "payment", "pay_statement", "benefits", "ssn"
        };
    }
}
