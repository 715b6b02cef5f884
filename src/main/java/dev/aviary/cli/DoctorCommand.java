package dev.aviary.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything that Aviary needs, and says of each what to do about it. */
@Command(
        name = "doctor",
        description =
                "Check settings, file modes, keys, database, clock, Finch and open incidents; one line each, with what to do.")
final class DoctorCommand implements Callable<Integer> {

    private final Application application;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    DoctorCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        var demo = new Demo(spec.commandLine().getOut());
        List<CheckUp.Line> lines;
        try (var context = application.openWithFinch(spec, demo)) {
            lines = check(context, demo);
        } catch (UsageException e) {
            lines = refused(e);
        } catch (RuntimeException e) {
            lines = List.of(CheckUp.Line.bad("start", Failures.explain(e)));
        }
        print(lines);
        return lines.stream().allMatch(line -> line.verdict() != CheckUp.Verdict.BAD) ? 0 : 1;
    }

    /** What production refuses is what the doctor is asked about; any other wrong usage is none of its business. */
    private static List<CheckUp.Line> refused(UsageException e) {
        if (e.faults().isEmpty()) {
            throw e;
        }
        return e.faults().stream()
                .map(fault -> CheckUp.Line.bad("production", fault))
                .toList();
    }

    private static List<CheckUp.Line> check(ConfigurableApplicationContext context, Demo demo) {
        return new CheckUp(context, demo.isActive()).lines();
    }

    private void print(List<CheckUp.Line> lines) {
        var out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, lines);
            return;
        }
        for (var line : lines) {
            out.printf(
                    "%-5s %-10s %s%n",
                    line.verdict().name().toLowerCase(java.util.Locale.ROOT), line.about(), line.finding());
        }
        out.flush();
    }
}
