package dev.aviary.logging;

import static dev.aviary.logging.CharacterKinds.DASH;
import static dev.aviary.logging.CharacterKinds.DIGIT;
import static dev.aviary.logging.CharacterKinds.LETTER;
import static dev.aviary.logging.CharacterKinds.SIGN;
import static dev.aviary.logging.CharacterKinds.UPPER;
import static dev.aviary.logging.CharacterKinds.areDigits;
import static dev.aviary.logging.CharacterKinds.isOneOf;
import static dev.aviary.logging.CharacterKinds.kind;

import dev.aviary.logging.Keyword.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in one text, in one pass: every character is looked at a fixed number of times, whatever the text, so that nobody can make a line that takes
 * long. Recognised are
 *
 * <ul>
 *   <li>what {@link KnownSecrets} knows,
 *   <li>{@code Bearer} and {@code Basic} with a value, and values of the headers {@code Authorization} and {@code Cookie},
 *   <li>values of {@link Keyword}s behind {@code =} or {@code :}, in JSON (escaped or not), queries, properties,
 *   <li>opaque values right behind such a word,
 *   <li>passwords in URLs, social security numbers as {@code 123-45-6789}, private keys in PEM.
 * </ul>
 *
 * <p>It rather masks too much than too little.
 */
final class Masking {

    static final String MASK = "[masked]";

    /** Shorter ones are not looked at, unless behind a keyword and its separator. */
    static final int SHORTEST = 8;

    private static final int SSN_LENGTH = 11;
    private static final int UUID_LENGTH = 36;
    private static final int MAX_AUTHORITY = 512;
    private static final String BEGIN = "-----BEGIN";
    private static final String END = "-----END";

    private final String text;

    /** The same: an array is read faster than a text. */
    private final char[] characters;

    private final Values values;
    private final KnownSecrets known;
    private @Nullable StringBuilder masked;

    /** Up to where the text was copied to {@link #masked}. */
    private int copied;

    /** The run before. */
    private int lastFrom;

    private int lastTo;

    private Masking(String text, KnownSecrets known) {
        this.text = text;
        this.characters = text.toCharArray();
        this.values = new Values(text, characters);
        this.known = known;
    }

    /** The text itself if there is nothing to mask. */
    static String of(String text, KnownSecrets known) {
        return new Masking(text, known).run();
    }

    private String run() {
        int at = 0;
        while (at < characters.length) {
            var kind = kind(characters[at]);
            at = kind != 0 ? wordAt(at) : signAt(at);
        }
        return masked == null
                ? text
                : masked.append(text, copied, characters.length).toString();
    }

    /** @return where to go on */
    private int wordAt(int from) {
        int kinds = 0;
        int to = from;
        for (int kind; to < characters.length && (kind = kind(characters[to])) != 0; to++) {
            kinds |= kind;
        }
        if (to - from >= SHORTEST && !isSecret(from, to, kinds)) {
            to = (kinds & (SIGN | DASH)) == 0 ? to : parts(from, to);
        }
        lastFrom = from;
        lastTo = to;
        return to;
    }

    private boolean isSecret(int from, int to, int kinds) {
        if (known.contains(text, from, to)
                || (isBehindScheme(from) && isOpaque(kinds, to - from))
                || ((kinds & DIGIT) != 0 && isBehindKeyword(from, to - from))) {
            mask(from, to);
            return true;
        }
        return false;
    }

    /** Not an ordinary word: with a digit, in letters of both cases, or too long. */
    private static boolean isOpaque(int kinds, int length) {
        return (kinds & DIGIT) != 0 || (kinds & (LETTER | UPPER)) == (LETTER | UPPER) || length > Values.LONGEST_WORD;
    }

    private boolean isBehindScheme(int from) {
        return lastTo > lastFrom
                && isGap(lastTo, from)
                && (text.regionMatches(true, lastTo - 6, "bearer", 0, 6)
                        || text.regionMatches(true, lastTo - 5, "basic", 0, 5));
    }

    private boolean isBehindKeyword(int from, int length) {
        if (!isGap(lastTo, from)) {
            return false;
        }
        var keyword = Keyword.endOf(text, lastFrom, lastTo);
        return keyword != null && keyword.announces(length);
    }

    /** Blanks, quotes, brackets between a word and its value. */
    private boolean isGap(int from, int to) {
        if (to <= from || to - from > 6) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (!isOneOf(characters[at], " \t\"'\\[({<=:,`")) {
                return false;
            }
        }
        return true;
    }

    /**
     * What hides in a longer word: known secrets between signs, social security numbers and UUIDs by the distances of their dashes, the beginning of a private key.
     *
     * @return where to go on
     */
    private int parts(int from, int to) {
        int part = from;
        for (int at = from; at < to; at++) {
            var kind = kind(characters[at]);
            if (kind == SIGN) {
                knownPart(part, at);
                part = at + 1;
            } else if (kind == DASH && text.startsWith(BEGIN, at)) {
                return pem(at, to);
            } else if (kind == DASH) {
                dash(at, from, to);
            }
        }
        knownPart(part, to);
        return to;
    }

    private void dash(int at, int from, int to) {
        if (isSsn(at - 3)) {
            mask(at - 3, at - 3 + SSN_LENGTH);
        } else if (to - from > UUID_LENGTH && isKnownUuid(at - 8, from, to)) {
            mask(at - 8, at - 8 + UUID_LENGTH);
        }
    }

    private void knownPart(int from, int to) {
        if (known.contains(text, from, to)) {
            mask(from, to);
        }
    }

    private boolean isSsn(int from) {
        return isNoDigit(from - 1)
                && areDigits(characters, from, 3)
                && areDigits(characters, from + 4, 2)
                && isAt(from + 6, '-')
                && areDigits(characters, from + 7, 4)
                && isNoDigit(from + SSN_LENGTH);
    }

    private boolean isKnownUuid(int from, int wordFrom, int wordTo) {
        return from >= wordFrom
                && from + UUID_LENGTH <= wordTo
                && isAt(from + 13, '-')
                && isAt(from + 18, '-')
                && isAt(from + 23, '-')
                && known.contains(text, from, from + UUID_LENGTH);
    }

    /** Certificates and public keys may be read by anybody. */
    private int pem(int from, int to) {
        int headEnd = text.indexOf("-----", from + BEGIN.length());
        if (headEnd < 0 || headEnd - from > 80 || !text.substring(from, headEnd).contains("PRIVATE")) {
            return to;
        }
        int end = text.indexOf(END, headEnd);
        int after = end < 0 ? -1 : text.indexOf("-----", end + END.length());
        int until = after < 0 ? characters.length : after + 5;
        mask(from, until);
        return until;
    }

    /** @return where to go on */
    private int signAt(int at) {
        return switch (characters[at]) {
            case '=' -> valueBehind(at, at + 1);
            case ':' -> text.startsWith("//", at + 1) ? authority(at + 3) : valueBehind(at, at + 1);
            case '%' -> isEncodedSeparator(at) ? valueBehind(at, at + 3) : at + 1;
            default -> at + 1;
        };
    }

    private boolean isEncodedSeparator(int at) {
        return text.regionMatches(true, at, "%3d", 0, 3) || text.regionMatches(true, at, "%3a", 0, 3);
    }

    /** The password of {@code scheme://user:password@host}. */
    private int authority(int from) {
        int colon = -1;
        for (int at = from; at < Math.min(characters.length, from + MAX_AUTHORITY); at++) {
            var c = characters[at];
            if (c == '@') {
                if (colon >= 0) {
                    mask(colon + 1, at);
                }
                return at + 1;
            }
            if (c == ':' && colon < 0) {
                colon = at;
            } else if (isOneOf(c, "/?# \t\r\n\"'<>")) {
                return from;
            }
        }
        return from;
    }

    private int valueBehind(int separator, int behind) {
        if (!isKeyEnd(lastTo, separator)) {
            return behind;
        }
        var keyword = Keyword.endOf(text, lastFrom, lastTo);
        return keyword == null ? behind : value(keyword.reach(), behind);
    }

    /** Between a key and its separator may stand what closes the key. */
    private boolean isKeyEnd(int from, int separator) {
        if (separator - from > 4) {
            return false;
        }
        for (int at = from; at < separator; at++) {
            if (!isOneOf(characters[at], " \"'\\]`")) {
                return false;
            }
        }
        return true;
    }

    private int value(Reach reach, int behind) {
        int from = behind;
        boolean escaped = false;
        char quote = 0;
        for (; from < characters.length && quote == 0 && isOneOf(characters[from], " \t\\\"'[{>("); from++) {
            var c = characters[from];
            escaped |= c == '\\';
            quote = c == '"' || c == '\'' ? c : 0;
        }
        // Before the end is looked for: what is not masked is looked at again, and that must not be long.
        if (values.isHarmless(from)) {
            return from;
        }
        int to = quote != 0
                ? values.closing(quote, escaped, from)
                : reach == Reach.REST ? values.endOfRest(from) : values.end(from);
        if (to > from && (reach != Reach.OPAQUE_VALUE || values.isOpaque(from, to))) {
            mask(from, to);
            return to;
        }
        return from;
    }

    private void mask(int from, int to) {
        if (to <= copied) {
            return;
        }
        if (masked == null) {
            masked = new StringBuilder(characters.length);
        }
        masked.append(text, copied, Math.max(copied, from)).append(MASK);
        copied = to;
    }

    private boolean isNoDigit(int at) {
        return !areDigits(characters, at, 1);
    }

    private boolean isAt(int at, char c) {
        return at < characters.length && characters[at] == c;
    }
}
