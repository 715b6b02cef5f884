package dev.aviary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The simulator in the list of commands. It is a tool with options of its own, so {@link CommandLineInterface} hands it its arguments as they are. */
@Command(
        name = "sandbox",
        description =
                "Run the Finch simulator alone; prints its address, credentials and one access token per connection as JSON lines.")
final class SandboxCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UsageException(
                "'sandbox' comes first on the command line: aviary sandbox --port P; 'aviary sandbox --help' tells more");
    }
}
