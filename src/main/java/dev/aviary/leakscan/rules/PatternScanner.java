package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.PatternNode.Repeat;

/** Reads a pattern character by character: escapes, classes and counts. */
final class PatternScanner {

    private static final int MOST_COUNTED = 256;

    private final String pattern;
    private int at;

    PatternScanner(String pattern) {
        this.pattern = pattern;
    }

    boolean isAtEnd() {
        return at == pattern.length();
    }

    boolean sees(char c) {
        return !isAtEnd() && pattern.charAt(at) == c;
    }

    boolean sees(String text) {
        return pattern.startsWith(text, at);
    }

    boolean seesOneOf(String characters) {
        return !isAtEnd() && characters.indexOf(pattern.charAt(at)) >= 0;
    }

    boolean skip(String text) {
        var there = sees(text);
        at += there ? text.length() : 0;
        return there;
    }

    char next() throws BadPatternException {
        if (isAtEnd()) {
            throw bad("the pattern ends too early");
        }
        return pattern.charAt(at++);
    }

    void require(char c) throws BadPatternException {
        if (!sees(c)) {
            throw bad("'" + c + "' is missing");
        }
        at++;
    }

    void requireEnd() throws BadPatternException {
        if (!isAtEnd()) {
            throw bad("'" + pattern.charAt(at) + "' has no partner");
        }
    }

    /** The character that begins with this half, which was read last. */
    String wholeCharacter(char c) throws BadPatternException {
        return Character.isHighSurrogate(c) ? "" + c + next() : String.valueOf(c);
    }

    /** Behind the opening brace. */
    Repeat counted(PatternNode node) throws BadPatternException {
        int least = number();
        int most = least;
        if (sees(',')) {
            at++;
            most = sees('}') ? Repeat.WITHOUT_END : number();
        }
        require('}');
        if (most < least || least > MOST_COUNTED || (most > MOST_COUNTED && most != Repeat.WITHOUT_END)) {
            throw bad("a count is at most " + MOST_COUNTED + ", the smaller one first; leave the upper one out, {8,}");
        }
        return new Repeat(node, least, most);
    }

    private int number() throws BadPatternException {
        int from = at;
        while (seesOneOf("0123456789") && at - from < 4) {
            at++;
        }
        if (from == at) {
            throw bad("a number is missing; a brace that is meant as such must be escaped");
        }
        return Integer.parseInt(pattern.substring(from, at));
    }

    /** Behind the opening bracket. */
    ByteSet byteClass() throws BadPatternException {
        var negated = skip("^");
        var set = ByteSet.NONE;
        do {
            set = set.or(member());
        } while (!sees(']'));
        at++;
        return negated ? set.not() : set;
    }

    private ByteSet member() throws BadPatternException {
        char first = next();
        if (first == '[') {
            throw bad("'[' must be escaped in a class");
        }
        var set = first == '\\' ? escape() : ByteSet.of(ascii(first));
        if (!sees('-') || sees("-]")) {
            return set;
        }
        at++;
        char last = next();
        if (first == '\\' || last == '\\' || last < first) {
            throw bad("a range goes from a smaller to a larger plain character");
        }
        return ByteSet.range(first, ascii(last));
    }

    /** Behind the backslash. */
    ByteSet escape() throws BadPatternException {
        char c = next();
        return switch (c) {
            case 'd' -> ByteSet.DIGIT;
            case 'D' -> ByteSet.DIGIT.not();
            case 'w' -> ByteSet.WORD;
            case 'W' -> ByteSet.WORD.not();
            case 's' -> ByteSet.BLANK;
            case 'S' -> ByteSet.BLANK.not();
            case 'n' -> ByteSet.of('\n');
            case 'r' -> ByteSet.of('\r');
            case 't' -> ByteSet.of('\t');
            case 'x' -> ByteSet.of(hex() << 4 | hex());
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw bad("'\\" + c + "' is not known");
                }
                yield ByteSet.of(ascii(c));
            }
        };
    }

    private int hex() throws BadPatternException {
        int digit = Character.digit(next(), 16);
        if (digit < 0) {
            throw bad("\\x needs two hexadecimal digits");
        }
        return digit;
    }

    private char ascii(char c) throws BadPatternException {
        if (c > 0x7f) {
            throw bad("only ASCII can stand in a class or behind a backslash");
        }
        return c;
    }

    BadPatternException bad(String what) {
        return new BadPatternException(what + " (character " + at + ")");
    }
}
