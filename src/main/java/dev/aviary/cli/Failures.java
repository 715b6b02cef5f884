package dev.aviary.cli;

import dev.aviary.logging.FailureText;
import dev.aviary.logging.Masked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.validation.FieldError;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one clear line what went wrong and what to do. A stack trace only with {@code --debug}. */
final class Failures {

    private Failures() {}

    static int wrongUsage(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var err = command.getErr();
        err.println("aviary: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (OrderlyExit.isUnderWay()) {
            return ExitCode.SOFTWARE;
        }
        command.getErr().println("aviary: " + Masked.text(explain(e)));
        if (isDebug(command)) {
            command.getErr().print(Masked.text(FailureText.trace(e)));
        }
        command.getErr().flush();
        return isUsersMistake(e) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** A wrong setting is wrong usage, whatever part of it noticed. */
    private static boolean isUsersMistake(Exception e) {
        return e instanceof UsageException || isOfASetting(e);
    }

    static boolean isOfASetting(Exception e) {
        return first(chain(e), Failures::setting).isPresent();
    }

    private static boolean isDebug(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof AviaryCommand aviary && aviary.debug;
    }

    static String explain(Throwable e) {
        if (e instanceof UsageException usage) {
            return usage.getMessage();
        }
        var causes = chain(e);
        return first(causes, Failures::setting)
                .or(() -> first(causes, Failures::ours))
                .or(() -> first(causes, Failures::database))
                .orElseGet(() -> last(causes));
    }

    private static List<Throwable> chain(Throwable e) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = e; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Optional<String> first(List<Throwable> causes, Function<Throwable, @Nullable String> explanation) {
        return causes.stream()
                .map(explanation)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private static String last(List<Throwable> causes) {
        var root = causes.get(causes.size() - 1);
        return root.getClass().getSimpleName() + ": "
                + String.valueOf(root.getMessage()).lines().findFirst().orElse("")
                + " (--debug shows the whole failure)";
    }

    /** Exceptions of our own are written for people. */
    private static @Nullable String ours(Throwable e) {
        return e.getClass().getName().startsWith("dev.aviary.") && e.getMessage() != null ? FailureText.of(e) : null;
    }

    private static @Nullable String setting(Throwable e) {
        if (e instanceof BindValidationException invalid) {
            return invalid.getValidationErrors().getAllErrors().stream()
                    .map(error -> error instanceof FieldError field
                            ? faulty(
                                    invalid.getValidationErrors().getName() + "." + kebab(field.getField()),
                                    field.getRejectedValue(),
                                    String.valueOf(field.getDefaultMessage()))
                            : String.valueOf(error.getDefaultMessage()))
                    .sorted()
                    .reduce((one, other) -> one + "; " + other)
                    .orElse(null);
        }
        if (e instanceof BindException bind && chain(e).stream().noneMatch(BindValidationException.class::isInstance)) {
            return bound(bind);
        }
        return null;
    }

    private static @Nullable String bound(BindException e) {
        var ours = first(chain(e), Failures::ours);
        if (ours.isPresent()) {
            return ours.get();
        }
        var property = e.getProperty();
        var root = chain(e).get(chain(e).size() - 1);
        var reason = root instanceof IllegalArgumentException && root.getMessage() != null
                ? root.getMessage().lines().findFirst().orElse("")
                : "it must be a " + e.getTarget().getType().toClass().getSimpleName();
        return property == null
                ? "Setting " + e.getName() + " is not valid: " + reason
                : faulty(property.getName().toString(), property.getValue(), reason);
    }

    /** What is wrong with a setting; without its value if that may be a secret. */
    static String faulty(String name, @Nullable Object value, String valid) {
        return "Setting " + name + (isSecret(name) ? "" : " is '" + value + "', which") + " is not valid: " + valid;
    }

    private static boolean isSecret(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("secret")
                || lower.contains("password")
                || lower.contains("token")
                || lower.contains("key");
    }

    private static String kebab(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String database(Throwable e) {
        if (!(e instanceof java.sql.SQLException)) {
            return null;
        }
        return FailureText.isUnreachable(e)
                ? "The database cannot be used (" + FailureText.of(e)
                        + "); check spring.datasource.url, username and password, and that the server runs"
                : "The database refuses (" + FailureText.of(e) + "; --debug shows where)";
    }
}
