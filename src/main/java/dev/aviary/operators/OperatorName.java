package dev.aviary.operators;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How operators are called: 1 to 64 letters, digits, dots, dashes; upper and lower case are the same. */
final class OperatorName {

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private OperatorName() {}

    /** Empty if nobody can be called that. */
    static Optional<String> valid(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        return VALID.matcher(lower).matches() ? Optional.of(lower) : Optional.empty();
    }

    /** @throws IllegalArgumentException if nobody can be called that; the message does not repeat it */
    static String of(String name) {
        return valid(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "An operator's name has 1 to 64 letters, digits, '.', '_' and '-', and begins with a letter or digit"));
    }
}
