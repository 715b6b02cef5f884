package dev.aviary.finch;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets texts of the other side into logs, exceptions and states only if they have the shape of what they claim to be. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,200}");

    private Words() {}

    static @Nullable String word(@Nullable String text) {
        return matching(WORD, text);
    }

    static String requestId(@Nullable String text) {
        var id = matching(REQUEST_ID, text);
        return id == null ? "-" : id;
    }

    static @Nullable String printable(@Nullable String text) {
        return matching(PRINTABLE, text);
    }

    private static @Nullable String matching(Pattern shape, @Nullable String text) {
        return text != null && shape.matcher(text).matches() ? text : null;
    }
}
