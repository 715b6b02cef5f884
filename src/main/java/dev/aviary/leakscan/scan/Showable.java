package dev.aviary.leakscan.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes excerpts and names that no detector finds anything in. */
final class Showable {

    private static final int BEFORE = 40;
    private static final String ZERO_OF_UTF16 = "\0";
    private static final String DELIMITERS = " \t\"'=:,;<>()[]{}&?|";

    private final List<Detector> detectors;

    Showable(List<Detector> detectors) {
        this.detectors = detectors;
    }

    /** @param hidden stretches of the block that hold something: in order, none touches another */
    String excerpt(Block block, Hit hit, List<Stretch> hidden) {
        int from = (int) (hit.from() - block.position()) + block.from();
        int start = Math.max(block.from(), from - BEFORE);
        for (int i = lastFrom(hidden, from); i >= 0 && hidden.get(i).to() > start; i--) {
            if (hidden.get(i).to() > from) {
                from = hidden.get(i).from();
                start = Math.max(block.from(), from - BEFORE);
            } else {
                start = hidden.get(i).to();
            }
        }
        var mask = "[" + (hit.to() - hit.from()) + " bytes]";
        var shown = before(block.bytes(), Math.min(start, from), from) + mask;
        return finds(shown) ? mask : shown;
    }

    /** Bytes of the block from where something begins to behind its end. */
    record Stretch(int from, int to) {}

    private static int lastFrom(List<Stretch> hidden, int index) {
        int low = 0;
        int high = hidden.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hidden.get(middle).from() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** What stands in the line, up to the last sign that cannot be part of a secret: a part of one may not have been seen. */
    private static String before(byte[] bytes, int start, int end) {
        int to = end;
        while (to > start && DELIMITERS.indexOf(bytes[to - 1]) < 0) {
            to--;
        }
        int from = to;
        while (from > start && bytes[from - 1] != '\n') {
            from--;
        }
        var word = from;
        var cut = from == start && from > 0 && bytes[from - 1] != '\n';
        while (cut && word < to && DELIMITERS.indexOf(bytes[word]) < 0) {
            word++;
        }
        return printable(new String(bytes, word, to - word, ISO_8859_1).replace(ZERO_OF_UTF16, ""), '~');
    }

    /** A name as it may be shown. */
    String name(String name) {
        var shown = printable(name, Character.MAX_VALUE);
        return finds(shown) ? masked(shown) : shown;
    }

    private String masked(String name) {
        var masked = new StringBuilder();
        for (var part : name.split("(?<=[/!])")) {
            masked.append(
                    finds(part)
                            ? "[masked]" + (part.matches(".*[/!]") ? part.substring(part.length() - 1) : "")
                            : part);
        }
        return finds(masked.toString()) ? "[masked]" : masked.toString();
    }

    /** Nothing that a terminal would obey. */
    private static String printable(String text, char highest) {
        return text.codePoints()
                .map(c ->
                        Character.isISOControl(c) || c > highest || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    boolean finds(String text) {
        return !hits(text.getBytes(UTF_8)).isEmpty();
    }

    private List<Hit> hits(byte[] text) {
        var hits = new ArrayList<Hit>();
        detectors.forEach(detector -> detector.search(Block.whole(text), hits::add));
        return hits;
    }

    /** Stretches that hits take, put together where they touch. */
    static List<Stretch> stretches(Block block, List<Hit> hits) {
        var stretches = new ArrayList<Stretch>();
        hits.stream().sorted(Comparator.comparingLong(Hit::from)).forEach(hit -> {
            int from = (int) (hit.from() - block.position()) + block.from();
            int to = (int) (hit.to() - block.position()) + block.from();
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).to() >= from) {
                var before = stretches.get(last);
                stretches.set(last, new Stretch(before.from(), Math.max(before.to(), to)));
            } else {
                stretches.add(new Stretch(from, to));
            }
        });
        return stretches;
    }
}
