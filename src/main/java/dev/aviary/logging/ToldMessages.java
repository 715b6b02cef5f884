package dev.aviary.logging;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of the messages of one failure, its causes and what it suppressed. What a database says may quote the values of a statement, in its own
 * exception, in what translates it, and in what caused it (a text that is no number, say). It is left out wherever it stands; state and number say enough.
 */
final class ToldMessages {

    private static final String LEFT_OUT = "(left out)";

    /** What is shorter is no sentence of a database, and would be left out of the sentences of others. */
    private static final int SHORTEST = 8;

    private static final List<String> DATABASES = List.of(
            "java.sql.", "org.h2.", "org.mariadb.jdbc.", "org.springframework.dao.", "org.springframework.jdbc.");

    /** H2: in use by another process, not found, connection broken, closed. All name the file at most. */
    private static final Set<Integer> UNREACHABLE = Set.of(90020, 90146, 90013, 90067, 90121, 90098);

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Throwable> quoting = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> leftOut = new ArrayList<>();

    ToldMessages(Throwable failure) {
        look(failure, false);
        leftOut.sort(Comparator.comparing(String::length).reversed());
    }

    private void look(@Nullable Throwable failure, boolean belowDatabase) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        var isOfDatabase = isOfDatabase(failure);
        if (isOfDatabase || (belowDatabase && !(failure instanceof IOException))) {
            quoting.add(failure);
            if (!isUnreachable(failure)) {
                String.valueOf(failure.getMessage())
                        .lines()
                        .filter(line -> line.length() >= SHORTEST)
                        .forEach(leftOut::add);
            }
        }
        look(failure.getCause(), belowDatabase || isOfDatabase);
        for (var suppressed : failure.getSuppressed()) {
            look(suppressed, belowDatabase || isOfDatabase);
        }
    }

    /** The message of the failure, a cause, or a suppressed one; null if there is none to tell. */
    @Nullable
    String of(Throwable failure) {
        if (!quoting.contains(failure)) {
            return failure.getMessage() == null ? null : in(failure.getMessage());
        }
        var sql = sqlOf(failure);
        if (sql == null) {
            return null;
        }
        var words = "SQLState " + sql.getSQLState() + ", error " + sql.getErrorCode();
        return isUnreachable(sql) ? words + ", " + firstLine(sql) : words;
    }

    /** Text that may repeat what a database said, without it. */
    String in(String text) {
        var told = text;
        for (var line : leftOut) {
            told = told.replace(line, LEFT_OUT);
        }
        return told;
    }

    static boolean isOfDatabase(Throwable failure) {
        return failure instanceof SQLException
                || DATABASES.stream().anyMatch(failure.getClass().getName()::startsWith);
    }

    /** The first in the chain. */
    static @Nullable SQLException sqlOf(Throwable failure) {
        var passed = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && passed.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** No connection, or no login: it says who could not be reached, and no statement was sent. */
    static boolean isUnreachable(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return false;
        }
        var state = String.valueOf(sql.getSQLState());
        return state.startsWith("08") || state.startsWith("28") || UNREACHABLE.contains(sql.getErrorCode());
    }

    private static String firstLine(SQLException sql) {
        return String.valueOf(sql.getMessage()).lines().findFirst().orElse("");
    }
}
