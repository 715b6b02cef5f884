package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.source.TextReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Looks whether texts are known, and claims them: reads their beginnings and what is before known positions, and skips all else. For one thread. */
final class Recognition implements TextReader {

    private final KnownTexts known;
    private final boolean packed;
    private final BiPredicate<ReadText, String> eligible;

    /** By place, in the order in which they stood there: archives may have several members of one name. */
    private final Map<String, Deque<Optional<ReadText>>> recognised = new HashMap<>();

    /** @param eligible whether the text may be the one at this place */
    Recognition(KnownTexts known, boolean packed, BiPredicate<ReadText, String> eligible) {
        this.known = known;
        this.packed = packed;
        this.eligible = eligible;
    }

    @Override
    public void read(String place, InputStream in) throws IOException {
        var head = in.readNBytes(ContentCodes.LENGTH);
        var like = known.beginning(head, packed).stream()
                .filter(text -> eligible.test(text, place))
                .toList();
        var there = recognised.computeIfAbsent(place, at -> new ArrayDeque<>());
        there.add(like.isEmpty() ? Optional.empty() : furthest(like, head, in).filter(known::claim));
    }

    /** The one of which most has been read. */
    private Optional<ReadText> furthest(List<ReadText> like, byte[] head, InputStream in) throws IOException {
        var found = Optional.<ReadText>empty();
        long at = head.length;
        var before = head;
        for (var text : like) {
            var position = text.position().position();
            if (position > at) {
                var gap = Math.max(0, position - at - ContentCodes.LENGTH);
                try {
                    in.skipNBytes(gap);
                } catch (EOFException e) {
                    return found;
                }
                at += gap;
                var more = in.readNBytes((int) (position - at));
                at += more.length;
                before = gap > 0 ? more : joined(before, more);
            }
            if (at < position) {
                return found;
            }
            if (known.isTail(text, at == position ? before : Arrays.copyOf(head, (int) position))) {
                found = Optional.of(text);
            }
        }
        return found;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined.length <= ContentCodes.LENGTH
                ? joined
                : Arrays.copyOfRange(joined, joined.length - ContentCodes.LENGTH, joined.length);
    }

    /** The next one at this place, if it is known. */
    Optional<ReadText> next(String place) {
        var there = recognised.get(place);
        return there == null || there.isEmpty() ? Optional.empty() : there.remove();
    }
}
