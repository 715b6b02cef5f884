package dev.aviary.tenancy;

import org.jspecify.annotations.Nullable;

/** Text from outside, cut to what a {@code ${name}} column takes: too long a word is no reason to lose the rest. */
final class ShortText {

    private static final int MAX_LENGTH = 255;

    private ShortText() {}

    static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : of(text);
    }

    static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        var splitsPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
