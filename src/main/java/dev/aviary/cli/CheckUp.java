package dev.aviary.cli;

import dev.aviary.audit.CheckpointDelay;
import dev.aviary.finch.Finch;
import dev.aviary.jobs.Jobs;
import dev.aviary.keys.KeyCheckUp;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.Connections;
import dev.aviary.vault.TokenVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

/** What {@code aviary doctor} looks at. */
final class CheckUp {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private static final String LEAKS = "leak scan";

    enum Verdict {
        OK,
        WARN,
        BAD
    }

    /** @param finding how it is and, unless it is fine, what to do */
    record Line(Verdict verdict, String about, String finding) {

        static Line ok(String about, String finding) {
            return new Line(Verdict.OK, about, finding);
        }

        static Line warn(String about, String finding) {
            return new Line(Verdict.WARN, about, finding);
        }

        static Line bad(String about, String finding) {
            return new Line(Verdict.BAD, about, finding);
        }
    }

    private final ConfigurableApplicationContext context;
    private final boolean demo;
    private final List<Line> lines = new ArrayList<>();

    CheckUp(ConfigurableApplicationContext context, boolean demo) {
        this.context = context;
        this.demo = demo;
    }

    List<Line> lines() {
        settings();
        production();
        home();
        database();
        keys();
        lines.addAll(new OperatorsCheckUp(
                        context.getBean(Operators.class),
                        context.getBean(OperatorKeyFile.class),
                        ProductionRules.isProduction(context.getEnvironment()))
                .lines());
        audit();
        tokens();
        finch();
        jobs();
        leaks();
        return lines;
    }

    private void settings() {
        var production = context.getEnvironment().getProperty("aviary.production", Boolean.class, false);
        if (demo) {
            lines.add(
                    Line.warn(
                            "settings",
                            "nothing is set for Finch, so the simulator plays it; set aviary.finch.base-url, client-id and client-secret"));
        } else {
            lines.add(
                    production
                            ? Line.ok("settings", "production")
                            : Line.warn(
                                    "settings",
                                    "aviary.production is not set: the local key, H2 and a simulator are accepted"));
        }
    }

    /** Whether it would start in production, or does; what production refuses has not come this far. */
    private void production() {
        var production = ProductionRules.isProduction(context.getEnvironment());
        for (var fault : ProductionFaults.of(context.getEnvironment())) {
            lines.add(Line.warn(
                    "production", fault.refused() && !production ? "would refuse: " + fault.text() : fault.text()));
        }
    }

    private void home() {
        var home = Path.of(context.getEnvironment().getRequiredProperty("aviary.home"))
                .toAbsolutePath()
                .normalize();
        try {
            var open = Files.getPosixFilePermissions(home).stream().anyMatch(OF_OTHERS::contains);
            lines.add(
                    open
                            ? Line.warn("files", home + " can be read by others; chmod 700 " + home)
                            : Line.ok("files", home + " is private"));
        } catch (UnsupportedOperationException e) {
            lines.add(Line.warn("files", "this file system has no modes; see to it that nobody else can read " + home));
        } catch (IOException e) {
            lines.add(Line.warn("files", home + " cannot be looked at; check that it exists and is yours"));
        }
    }

    private void database() {
        try (var connection = context.getBean(DataSource.class).getConnection()) {
            var meta = connection.getMetaData();
            var product = meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion();
            lines.add(
                    product.startsWith("H2")
                            ? Line.warn(
                                    "database",
                                    product
                                            + ": good for trying out; set spring.datasource.url to a MariaDB for real use")
                            : Line.ok("database", product));
        } catch (SQLException e) {
            lines.add(Line.bad("database", Failures.explain(e)));
        }
    }

    private void keys() {
        try {
            for (var finding : context.getBean(KeyCheckUp.class).findings()) {
                var fault = finding.fault();
                lines.add(
                        fault == null
                                ? Line.ok("keys", finding.checked())
                                : Line.bad("keys", finding.checked() + ": " + fault));
            }
        } catch (DataAccessException e) {
            lines.add(Line.bad("keys", "the database cannot be asked for the tenants' keysets"));
        }
    }

    private void audit() {
        try {
            lines.add(AuditCheckUp.line(context.getBean(CheckpointDelay.class)));
        } catch (DataAccessException e) {
            lines.add(Line.bad("audit", "the database cannot be asked for events and checkpoints"));
        }
    }

    private void tokens() {
        var vault = context.getBean(TokenVault.class);
        var connections = context.getBean(Connections.class).all();
        var without = connections.stream()
                .filter(connection -> connection.state().isReadable() && !vault.holds(connection.id()))
                .map(Connection::id)
                .toList();
        lines.add(
                without.isEmpty()
                        ? Line.ok("tokens", connections.size() + " connections, each with a sealed token")
                        : Line.bad(
                                "tokens",
                                without.size() + " connections have no token, first " + without.get(0)
                                        + "; 'aviary connections add'"));
    }

    private void finch() {
        var reach = context.getBean(Finch.class).reach();
        if (reach.status() == 0) {
            lines.add(Line.bad("finch", reach.cause() + "; check aviary.finch.base-url and the network"));
            return;
        }
        lines.add(Line.ok("finch", "answers (HTTP " + reach.status() + ")" + (demo ? ", simulated" : "")));
        var skew = reach.clockSkew();
        if (skew == null) {
            lines.add(Line.warn(
                    "clock",
                    "Finch does not tell its time, so the clock could not be compared; see to it that NTP runs"));
        } else if (skew.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            lines.add(Line.bad(
                    "clock",
                    "differs from Finch's by " + skew.toSeconds()
                            + " s; set it by NTP, or request budgets and leases suffer"));
        } else {
            lines.add(Line.ok("clock", "agrees with Finch's"));
        }
    }

    private void leaks() {
        try {
            var line = LeakScanLine.of(context.getBean(Findings.class).attention());
            lines.add(
                    line.incidents() == 0
                            ? Line.ok(LEAKS, "no incident of a live token is open")
                            : Line.bad(
                                    LEAKS,
                                    "a live token lies where it must not: " + line.incidentsInWords()
                                            + "; 'aviary findings list' names them, 'aviary findings show ID' says what to do"));
        } catch (DataAccessException e) {
            lines.add(Line.bad(LEAKS, "the database cannot be asked for incidents"));
        }
    }

    private void jobs() {
        var definitions = context.getBean(Jobs.class).definitions();
        var enabled =
                definitions.stream().filter(definition -> definition.enabled()).count();
        lines.add(
                enabled == 0
                        ? Line.warn("jobs", "no job is enabled; nothing runs by itself")
                        : Line.ok("jobs", enabled + " of " + definitions.size() + " jobs are enabled"));
    }
}
