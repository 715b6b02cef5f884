package dev.aviary.sandbox;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import picocli.CommandLine;

/**
 * The Finch simulator as a tool named {@code aviary-sandbox}: found by name through the service loader, so that nobody needs to know this package.
 * {@code run} prints its JSON lines, then serves until its thread is interrupted and returns 0; 1 if it cannot serve, 2 for wrong usage.
 */
public final class SandboxTool implements ToolProvider {

    @Override
    public String name() {
        return "aviary-sandbox";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        var command =
                new SandboxCommand(out, err, Clock.systemUTC(), pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
        return new CommandLine(command)
                .setCommandName("aviary sandbox")
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(SandboxCommand::explain)
                .execute(args);
    }
}
