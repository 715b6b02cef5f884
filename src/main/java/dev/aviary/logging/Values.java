package dev.aviary.logging;

import static dev.aviary.logging.CharacterKinds.DIGIT;
import static dev.aviary.logging.CharacterKinds.isOneOf;
import static dev.aviary.logging.CharacterKinds.kind;

/** The values of one text: where one ends that begins at some place, and whether it tells anything. */
final class Values {

    /** Characters of the longest word that may be an ordinary one. */
    static final int LONGEST_WORD = 40;

    /** Values that tell nothing, or are masked already. */
    private static final String[] HARMLESS = {"null", "true", "false", "hidden", "masked", "*"};

    private final String text;
    private final char[] characters;

    /** @param characters of the text */
    Values(String text, char[] characters) {
        this.text = text;
        this.characters = characters;
    }

    /** Without a closing quote, the line. */
    int closing(char quote, boolean escaped, int from) {
        for (int at = from; at < characters.length; at++) {
            var c = characters[at];
            if (c == '\n') {
                return at;
            }
            if (c == quote) {
                return escaped ? withoutBackslashes(from, at) : at;
            }
            if (c == '\\' && !escaped) {
                at++;
            }
        }
        return characters.length;
    }

    private int withoutBackslashes(int from, int to) {
        int end = to;
        while (end > from && characters[end - 1] == '\\') {
            end--;
        }
        return end;
    }

    int endOfRest(int from) {
        int at = from;
        while (at < characters.length && !isOneOf(characters[at], "\r\n]}")) {
            at++;
        }
        return at;
    }

    int end(int from) {
        int at = from;
        while (at < characters.length && characters[at] > ' ' && !isOneOf(characters[at], "\"'&")) {
            at++;
        }
        return at;
    }

    boolean isOpaque(int from, int to) {
        if (to - from > LONGEST_WORD) {
            return true;
        }
        boolean digit = false;
        for (int at = from; at < to; at++) {
            digit |= kind(characters[at]) == DIGIT;
        }
        return digit && to - from >= Masking.SHORTEST;
    }

    boolean isHarmless(int from) {
        for (var word : HARMLESS) {
            if (text.startsWith(word, from) && !isRunAt(from + word.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isRunAt(int at) {
        return at < characters.length && kind(characters[at]) != 0;
    }
}
