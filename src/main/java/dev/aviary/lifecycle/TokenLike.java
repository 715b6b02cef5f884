package dev.aviary.lifecycle;

import java.util.regex.Pattern;

/** Recognises what is more likely a token in the wrong place than the name of an employer. Finch's tokens are bare UUIDs, or longer blobs. */
final class TokenLike {

    private static final Pattern SHAPES = Pattern.compile("""
            \\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}\
            |\\p{XDigit}{32}\
            |(?=\\S*[0-9])(?=\\S*[a-z])(?=\\S*[A-Z])[A-Za-z0-9_+/=.~-]{32}\
            |\\S{65}\
            |^\\s*[Bb][Ee][Aa][Rr][Ee][Rr]\\s""");

    private TokenLike() {}

    static boolean matches(CharSequence text) {
        return SHAPES.matcher(text).find();
    }
}
