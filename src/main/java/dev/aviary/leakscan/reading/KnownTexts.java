package dev.aviary.leakscan.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The texts that were read before and that nobody has claimed in this scan: two files cannot be the same text. Thread-safe. */
final class KnownTexts {

    private final ContentCodes codes;

    /** By the length of the head, and its code. */
    private final TreeMap<Integer, Map<String, Map<UUID, ReadText>>> unclaimed = new TreeMap<>();

    /** By the packed file in which they stand. */
    private final Map<UUID, List<ReadText>> inside;

    KnownTexts(ContentCodes codes, Collection<ReadText> all) {
        this.codes = codes;
        all.forEach(text -> unclaimed
                .computeIfAbsent(text.headLength(), length -> new LinkedHashMap<>())
                .computeIfAbsent(hex(text.head()), head -> new LinkedHashMap<>())
                .put(text.id(), text));
        this.inside = all.stream()
                .filter(text -> text.whole() != null)
                .collect(Collectors.groupingBy(text -> Objects.requireNonNull(text.whole())));
    }

    /** Those that begin like this, by their positions. */
    List<ReadText> beginning(byte[] head, boolean packed) {
        var headCodes = new TreeMap<Integer, String>();
        lengths(head.length).forEach(length -> headCodes.put(length, hex(codes.ofHead(head, length))));
        return beginning(headCodes).stream()
                .filter(text -> text.packed() == packed)
                .sorted(Comparator.comparingLong(text -> text.position().position()))
                .toList();
    }

    private synchronized List<Integer> lengths(int most) {
        return List.copyOf(unclaimed.headMap(most, true).keySet());
    }

    private synchronized List<ReadText> beginning(Map<Integer, String> headCodes) {
        var like = new ArrayList<ReadText>();
        headCodes.forEach((length, code) -> {
            var heads = unclaimed.getOrDefault(length, Map.of());
            like.addAll(heads.getOrDefault(code, Map.of()).values());
        });
        return like;
    }

    /** What stands in this packed file is there, though nobody looks into it. */
    synchronized void claimTextsOf(ReadText whole) {
        inside.getOrDefault(whole.id(), List.of()).forEach(this::claim);
    }

    /** @return false if it was claimed already */
    synchronized boolean claim(ReadText text) {
        var heads = unclaimed.get(text.headLength());
        var same = heads == null ? null : heads.get(hex(text.head()));
        if (heads == null || same == null || same.remove(text.id()) == null) {
            return false;
        }
        if (same.isEmpty()) {
            heads.remove(hex(text.head()));
        }
        if (heads.isEmpty()) {
            unclaimed.remove(text.headLength());
        }
        return true;
    }

    boolean isTail(ReadText text, byte[] before) {
        var length = (int) Math.min(text.position().position(), ContentCodes.LENGTH);
        return before.length >= length
                && Arrays.equals(text.tail(), codes.ofTail(before, before.length - length, before.length));
    }

    private static String hex(byte[] code) {
        return HexFormat.of().formatHex(code);
    }
}
