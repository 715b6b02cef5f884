package dev.aviary.audit;

import java.util.ArrayList;
import java.util.List;

/** What a verification found, one line each; after the first hundred they are only counted. */
final class Faults {

    private static final int SHOWN = 100;

    private final List<String> lines = new ArrayList<>();
    private long count;

    void add(String line) {
        count++;
        if (lines.size() < SHOWN) {
            lines.add(line);
        }
    }

    void addAll(Faults others) {
        var counted = count + others.count;
        others.lines.forEach(this::add);
        count = counted;
    }

    boolean isEmpty() {
        return count == 0;
    }

    List<String> lines() {
        var all = new ArrayList<>(lines);
        if (count > lines.size()) {
            all.add((count - lines.size()) + " more faults are not shown");
        }
        return all;
    }
}
