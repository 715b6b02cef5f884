package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.exact.Matcher.EscapedEnds;
import dev.aviary.leakscan.exact.Matcher.Suspect;
import dev.aviary.vault.WindowHash;
import java.util.Arrays;
import java.util.List;

/** Puts together a secret that the end of a line cut in two, with or without a prefix before the second part. */
final class LineBreaks {

    /** What a logging framework may put before the second part. */
    private static final int LONGEST_PREFIX = 256;

    /** Bytes that do not belong to the first part at the end of a line. */
    private static final int MOST_FILLERS = 4;

    /** The filter may take a window before the second part for one of ours, seldom two. */
    private static final int MOST_MISTAKEN = 4;

    private static final int WINDOW = WindowHash.WINDOW;

    /** So often in a block it is asked in vain which part of the next line is the second part; then only its beginning may be. */
    private static final int MOST_IN_VAIN = 4096;

    private final SecretIndex index;
    private final Matcher matcher;
    private int inVain;

    LineBreaks(SecretIndex index, Matcher matcher) {
        this.index = index;
        this.matcher = matcher;
    }

    void nextBlock() {
        inVain = 0;
    }

    /** @param at where a window of the first or of the second part begins */
    boolean join(Level level, int at, Suspect suspect) {
        return asFirstPart(level, at, suspect) || asSecondPart(level, at, suspect);
    }

    /** Tells of the next escaped end of a line behind the window, and of the one before it, if it may part the secret. */
    void escapedEnds(Level level, int at, Suspect suspect, EscapedEnds ends) {
        var last = Math.min(level.to, at + matcher.length(suspect) + MOST_FILLERS);
        for (var end = at + WINDOW; end < last; end++) {
            if (isEscapedEnd(level, end)) {
                ends.found(level, end);
                break;
            }
        }
        var first = Math.max(level.from, at - LONGEST_PREFIX - WINDOW);
        for (var end = Math.min(at, level.to) - 1; end >= first; end--) {
            if (isEscapedEnd(level, end)) {
                ends.found(level, end);
                break;
            }
        }
    }

    private static boolean isEscapedEnd(Level level, int at) {
        return Escapes.endOfLine(level.bytes, at, level.to) >= 0;
    }

    /** @return behind the last byte of a line that may belong to a secret */
    static int endOfPart(byte[] bytes, int from, int newline) {
        var end = newline;
        while (end > from && newline - end < MOST_FILLERS && isFiller(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isFiller(byte b) {
        return b == '\r' || b == ' ' || b == '\t' || b == '\\';
    }

    private boolean asFirstPart(Level level, int at, Suspect suspect) {
        var start = at - suspect.place();
        var length = matcher.length(suspect);
        var newline = start < level.from ? -1 : newlineIn(level, at + WINDOW, start + length + MOST_FILLERS);
        if (newline < 0) {
            return false;
        }
        return asFirstPart(level, at, suspect, newline, endOfPart(level.bytes, start, newline))
                || isSoft(level, newline) && asFirstPart(level, at, suspect, newline, endOfSoftPart(level, newline));
    }

    private static boolean isSoft(Level level, int newline) {
        var at = newline - 1;
        if (at >= level.from && level.bytes[at] == '\r') {
            at--;
        }
        return at >= level.from && level.bytes[at] == '=';
    }

    /** Before the sign that says that the line goes on. */
    private static int endOfSoftPart(Level level, int newline) {
        return level.bytes[newline - 1] == '=' ? newline - 1 : newline - 2;
    }

    private boolean asFirstPart(Level level, int at, Suspect suspect, int newline, int end) {
        var start = at - suspect.place();
        var length = matcher.length(suspect);
        var head = end - start;
        if (head < suspect.place() + WINDOW
                || head >= length
                || !index.knows(suspect.form(), level.bytes, start, 0, head - WINDOW + 1)) {
            return false;
        }
        var encoded = SecretIndex.kept(suspect.form(), length) < length - WINDOW + 1;
        var joined = Arrays.copyOfRange(level.bytes, start, start + length);
        var last = Math.min(newline + 1 + LONGEST_PREFIX, level.to - (length - head));
        for (var second = newline + 1; second <= last; second++) {
            var foreign = encoded ? lastForeign(level.bytes, second, second + length - head) : -1;
            if (foreign >= 0) {
                second = foreign;
                continue;
            }
            System.arraycopy(level.bytes, second, joined, head, length - head);
            if (index.knows(suspect.form(), joined, 0, head - WINDOW + 1, length - WINDOW + 1)) {
                if (matcher.confirms(joined, 0, length, suspect)) {
                    matcher.confirmed(level, start, second + length - head, suspect, List.of(Decoding.LINES));
                    return true;
                }
                inVain++;
            }
            if (inVain > MOST_IN_VAIN) {
                return false;
            }
        }
        return false;
    }

    /** Of an encoded form not all windows are kept to compare with, but it has no characters other than those of Base64. */
    private static int lastForeign(byte[] bytes, int from, int to) {
        var at = to - 1;
        while (at >= from && Bytes.base64(bytes[at]) >= 0) {
            at--;
        }
        return at >= from ? at : -1;
    }

    private boolean asSecondPart(Level level, int at, Suspect suspect) {
        var known = matcher.leftOf(level, at, suspect.place());
        var length = matcher.length(suspect);
        for (var mistaken = 0; mistaken < MOST_MISTAKEN; mistaken++) {
            var second = at - known + mistaken;
            var head = suspect.place() - known + mistaken;
            var newline = newlineBefore(level, second);
            if (head == 0 || newline < 0 || second > at || second + length - head > level.to) {
                continue;
            }
            if (asSecondPart(level, endOfPart(level.bytes, level.from, newline) - head, head, second, suspect)
                    || isSoft(level, newline)
                            && asSecondPart(level, endOfSoftPart(level, newline) - head, head, second, suspect)) {
                return true;
            }
        }
        return false;
    }

    private boolean asSecondPart(Level level, int start, int head, int second, Suspect suspect) {
        if (start < level.from || !confirms(level, start, head, second, suspect)) {
            return false;
        }
        matcher.confirmed(level, start, second + matcher.length(suspect) - head, suspect, List.of(Decoding.LINES));
        return true;
    }

    private boolean confirms(Level level, int start, int head, int second, Suspect suspect) {
        var length = matcher.length(suspect);
        var joined = new byte[length];
        System.arraycopy(level.bytes, start, joined, 0, head);
        System.arraycopy(level.bytes, second, joined, head, length - head);
        return matcher.confirms(joined, 0, length, suspect);
    }

    private static int newlineIn(Level level, int from, int to) {
        for (var at = from; at < Math.min(to, level.to); at++) {
            if (level.bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static int newlineBefore(Level level, int from) {
        for (var at = from - 1; at >= Math.max(level.from, from - LONGEST_PREFIX - 1); at--) {
            if (level.bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
