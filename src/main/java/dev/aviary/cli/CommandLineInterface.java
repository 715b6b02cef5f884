package dev.aviary.cli;

import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Function;
import picocli.CommandLine;

/** Turns arguments into a command and its exit code: 0 fine, 1 the work failed or found something, 2 wrong usage. */
public final class CommandLineInterface {

    private CommandLineInterface() {}

    /** @param application the Spring Boot application that commands run in */
    public static int run(Class<?> application, String... args) {
        var exit = run(application, new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
        return OrderlyExit.isUnderWay() ? leftToTheSignal(exit) : exit;
    }

    static int run(Class<?> application, PrintWriter out, PrintWriter err, String... args) {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        System.setProperty("jdk.console", "java.base");
        if (args.length > 0 && args[0].equals("sandbox")) {
            return SandboxTool.find().run(out, err, Arrays.copyOfRange(args, 1, args.length));
        }
        var line = new CommandLine(new AviaryCommand(), new CommandFactory(new Application(application)));
        line.setOut(out).setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(long.class, text -> number(text, Long::valueOf));
        line.registerConverter(Integer.class, text -> number(text, Integer::valueOf));
        line.registerConverter(int.class, text -> number(text, Integer::valueOf));
        line.setParameterExceptionHandler(Failures::wrongUsage);
        line.setExecutionExceptionHandler(Failures::failed);
        try {
            return line.execute(args.length == 0 ? new String[] {"serve"} : args);
        } finally {
            Acting.byDefault(Actor.SYSTEM);
        }
    }

    private static <N extends Number> N number(String text, Function<String, N> read) {
        try {
            return read.apply(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no number that is valid here");
        }
    }

    private static int leftToTheSignal(int exit) {
        try {
            OrderlyExit.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exit;
    }
}
