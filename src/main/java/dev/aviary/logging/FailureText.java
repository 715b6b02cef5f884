package dev.aviary.logging;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What is told of a failure: in tables of runs, in the log, to a person. The one place that decides it. Nothing of what a database says is told, unless that
 * it cannot be reached; the rest is masked by whoever writes it.
 */
public final class FailureText {

    private FailureText() {}

    /** In one line: our own messages, which are written for people; of others the kind alone, with state and number if a database failed. */
    public static String of(Throwable failure) {
        var messages = new ToldMessages(failure);
        if (isOurs(failure) && failure.getMessage() != null) {
            return messages.in(failure.getMessage());
        }
        var kind = failure.getClass().getSimpleName();
        var sql = ToldMessages.sqlOf(failure);
        return sql == null ? kind : kind + ", " + new ToldMessages(sql).of(sql);
    }

    /** All of it, as a stack trace, each message as far as it may be told. */
    public static String trace(Throwable failure) {
        var text = new StringBuilder();
        append(text, "", failure, new ToldMessages(failure), Collections.newSetFromMap(new IdentityHashMap<>()));
        return text.toString();
    }

    private static void append(
            StringBuilder text, String caption, Throwable failure, ToldMessages messages, Set<Throwable> told) {
        text.append(caption).append(failure.getClass().getName());
        var message = messages.of(failure);
        text.append(message == null ? "" : ": " + message).append('\n');
        if (!told.add(failure)) {
            return;
        }
        for (var frame : failure.getStackTrace()) {
            text.append("\tat ").append(frame).append('\n');
        }
        for (var suppressed : failure.getSuppressed()) {
            append(text, "Suppressed: ", suppressed, messages, told);
        }
        if (failure.getCause() != null) {
            append(text, "Caused by: ", failure.getCause(), messages, told);
        }
    }

    /** Whether its database cannot be reached: then its message is told. */
    public static boolean isUnreachable(Throwable failure) {
        var sql = ToldMessages.sqlOf(failure);
        return sql != null && ToldMessages.isUnreachable(sql);
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getClass().getName().startsWith("dev.aviary.");
    }
}
