package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.vault.SecretForm;
import dev.aviary.vault.WindowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a closer look where a window is known: which secret it is, and how much of it is there. */
final class Matcher {

    private static final int WINDOW = WindowHash.WINDOW;

    /** Bytes that are compared before a part is one of ours. */
    private static final int PART = 24;

    private final SecretIndex index;
    private final Confirmation confirmation;
    private final Found found;
    private final LineBreaks lineBreaks;
    private final EscapedEnds escapedEnds;

    /** Takes an escaped end of a line that may part a secret. */
    interface EscapedEnds {
        void found(Level level, int at);
    }

    Matcher(SecretIndex index, Confirmation confirmation, Found found, EscapedEnds escapedEnds) {
        this.escapedEnds = escapedEnds;
        this.index = index;
        this.confirmation = confirmation;
        this.found = found;
        this.lineBreaks = new LineBreaks(index, this);
    }

    void nextBlock() {
        lineBreaks.nextBlock();
    }

    /** @param at where a window begins that may be one of ours, at any place of a form */
    void look(Level level, int at) {
        if (at >= level.foundFrom && at + WINDOW <= level.foundTo) {
            return;
        }
        for (var back = 0; back < Anchors.EVERY && at - back >= level.from; back++) {
            if (lookAtAnchor(level, at - back)) {
                return;
            }
        }
        for (var ahead = 1; ahead < Anchors.EVERY && at + ahead + WINDOW <= level.to; ahead++) {
            if (lookAtAnchor(level, at + ahead)) {
                return;
            }
        }
    }

    /** @return whether a secret was confirmed; a part of one form may be all of another */
    private boolean lookAtAnchor(Level level, int at) {
        var hash = index.hash().at(level.bytes, at);
        if (!index.filter().mayHave(hash)) {
            return false;
        }
        var anchors = index.anchors();
        var confirmed = false;
        for (var slot = anchors.find(hash); slot >= 0; slot = anchors.next(slot, hash)) {
            confirmed |=
                    judge(level, at, new Suspect(anchors.fingerprint(slot), anchors.form(slot), anchors.place(slot)));
        }
        return confirmed;
    }

    /** A window that is of this form of this secret, at this place of it. */
    record Suspect(int fingerprint, int form, int place) {}

    private boolean judge(Level level, int at, Suspect suspect) {
        var length = length(suspect);
        var start = at - suspect.place();
        if (start >= level.from && start + length <= level.to && confirms(level.bytes, start, length, suspect)) {
            confirmed(level, start, start + length, suspect, List.of());
            level.foundFrom = start;
            level.foundTo = start + length;
            return true;
        }
        if (lineBreaks.join(level, at, suspect)) {
            return true;
        }
        lineBreaks.escapedEnds(level, at, suspect, escapedEnds);
        notePart(level, at, suspect);
        return false;
    }

    int length(Suspect suspect) {
        return index.length(suspect.fingerprint(), suspect.form());
    }

    boolean confirms(byte[] text, int start, int length, Suspect suspect) {
        if (!index.knows(suspect.form(), text, start, 0, length - WINDOW + 1)) {
            return false;
        }
        var whole = Arrays.copyOfRange(text, start, start + length);
        var is = confirmation.isSecret(index.owner(suspect.fingerprint()), SecretIndex.form(suspect.form()), whole);
        Arrays.fill(whole, (byte) 0);
        return is;
    }

    void confirmed(Level level, int from, int to, Suspect suspect, List<Decoding> more) {
        add(level, from, to, suspect, Certainty.CONFIRMED, more);
    }

    private void notePart(Level level, int at, Suspect suspect) {
        var first = at - leftOf(level, at, suspect.place());
        var compared = rightOf(level, at, suspect) + WINDOW;
        var behind = endOfPart(level, at, compared, suspect);
        if (compared - first >= PART
                && behind - first >= longEnough(SecretIndex.form(suspect.form()))
                && isMostlyOf(level, at, first, compared - WINDOW, suspect)) {
            add(level, first, behind, suspect, Certainty.PROBABLE, List.of());
        }
    }

    /**
     * Whether most of the windows of which it is known whose they are belong to this secret. The others are known, but may be those of another that has
     * one window like it. The outermost may be taken for known by mistake.
     */
    private boolean isMostlyOf(Level level, int at, int first, int last, Suspect suspect) {
        var more = 0;
        for (var other = at - suspect.place(); other < last; other += Anchors.EVERY) {
            if (other > first) {
                more += hasAnchor(level, other, suspect, other - at + suspect.place()) ? 1 : -1;
            }
        }
        return more > 0;
    }

    private boolean hasAnchor(Level level, int at, Suspect suspect, int place) {
        var anchors = index.anchors();
        var hash = index.hash().at(level.bytes, at);
        for (var slot = anchors.find(hash); slot >= 0; slot = anchors.next(slot, hash)) {
            if (anchors.fingerprint(slot) == suspect.fingerprint()
                    && anchors.form(slot) == suspect.form()
                    && anchors.place(slot) == place) {
                return true;
            }
        }
        return false;
    }

    /** Behind what may be the rest of a form of which only the beginning is kept to compare with. */
    private int endOfPart(Level level, int at, int compared, Suspect suspect) {
        var start = at - suspect.place();
        if (compared - start < SecretIndex.kept(suspect.form(), length(suspect)) + WINDOW - 1) {
            return compared;
        }
        var behind = compared;
        while (behind < Math.min(level.to, start + length(suspect)) && isOfForm(level.bytes[behind])) {
            behind++;
        }
        return behind;
    }

    private static boolean isOfForm(byte b) {
        return Bytes.base64(b) >= 0 || b == '.' || b == '~';
    }

    /** How many windows before this one are known as well. */
    int leftOf(Level level, int at, int place) {
        var count = 0;
        while (count < place && at - count - 1 >= level.from && isKnown(level, at - count - 1)) {
            count++;
        }
        return count;
    }

    private int rightOf(Level level, int at, Suspect suspect) {
        var last = at + SecretIndex.kept(suspect.form(), length(suspect)) - 1 - suspect.place();
        var end = at;
        while (end < last && end + 1 + WINDOW <= level.to && isKnown(level, end + 1)) {
            end++;
        }
        return end;
    }

    private boolean isKnown(Level level, int at) {
        return index.filter().mayHave(index.hash().at(level.bytes, at));
    }

    /** 24 characters of the secret. */
    private static int longEnough(SecretForm form) {
        return switch (form) {
            case TEXT, UPPER, LOWER, COMPACT, COMPACT_UPPER -> PART;
            case HEX, HEX_UPPER, UTF16 -> 48;
            default -> 32;
        };
    }

    private void add(Level level, int from, int to, Suspect suspect, Certainty certainty, List<Decoding> more) {
        var source = level.source(from, to);
        var undone = more.isEmpty() ? source.undone() : both(source.undone(), more);
        found.add(
                new Found.Place(suspect.fingerprint(), suspect.form(), source.from(), source.to(), certainty, undone));
    }

    private static List<Decoding> both(List<Decoding> first, List<Decoding> then) {
        var both = new ArrayList<>(first);
        both.addAll(then);
        return both;
    }
}
