package dev.aviary.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The latest requests and how many there were of each kind. Holds no header, no query and no body: so never a token. Thread-safe. */
final class RequestLog {

    private static final int KEPT = 50_000;

    /** @param arrived by the sandbox's clock */
    record Line(
            long number,
            Instant arrived,
            String method,
            String path,
            String endpoint,
            @Nullable String connection,
            int status,
            String requestId) {}

    private final Deque<Line> lines = new ArrayDeque<>();
    private final Map<String, Integer> counters = new TreeMap<>();
    private long total;

    synchronized void add(
            Instant arrived,
            String method,
            String path,
            String endpoint,
            @Nullable String connection,
            int status,
            String id) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(new Line(++total, arrived, method, path, endpoint, connection, status, id));
        counters.merge(endpoint + " " + status, 1, Integer::sum);
    }

    synchronized List<Line> since(long number) {
        var wanted = new ArrayList<Line>();
        for (var line : lines) {
            if (line.number() > number) {
                wanted.add(line);
            }
        }
        return wanted;
    }

    synchronized Map<String, Integer> counters() {
        return new TreeMap<>(counters);
    }

    synchronized long total() {
        return total;
    }

    synchronized void clear() {
        lines.clear();
        counters.clear();
    }
}
