package dev.aviary.cli;

import dev.aviary.audit.CheckpointService;
import dev.aviary.jobs.JobService;
import dev.aviary.jobs.Jobs;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The service: the schedule is armed until Ctrl-C. Without any setting it is the demo, which syncs at once. */
@Command(
        name = "serve",
        description =
                "Run the service until Ctrl-C (also when no command is given). Without any setting it is the demo.")
final class ServeCommand implements Callable<Integer> {

    private final Application application;

    @Spec
    CommandSpec spec;

    ServeCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var demo = new Demo(out);
        try (var context = application.openService(spec, demo)) {
            demo.explain();
            if (demo.isActive()) {
                SignIn.prepare(context, spec, demo.shows(spec));
                out.println();
            }
            demo.takeIn(context);
            if (demo.isActive()) {
                SyncRun.now(context, out, Map.of());
                out.println();
            }
            context.getBean(JobService.class).start();
            context.getBean(CheckpointService.class).start();
            sayNextDue(context);
            untilStopped();
        }
        return 0;
    }

    private void sayNextDue(ApplicationContext context) {
        var out = spec.commandLine().getOut();
        var jobs = context.getBean(Jobs.class);
        out.println("Aviary is up; Ctrl-C stops it.");
        for (var definition : jobs.definitions()) {
            jobs.nextDue(definition)
                    .ifPresent(due ->
                            out.println("  " + definition.name() + " is next due at " + Times.local(due.toInstant())));
        }
        out.flush();
    }

    /** The shutdown hook of the application context does the rest. */
    private static void untilStopped() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
