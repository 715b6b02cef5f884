package dev.aviary.sandbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What control calls have changed about one entity, laid over its made-up people. Thread-safe; each method sees a consistent state. */
final class Changes {

    private final Map<Integer, Map<String, @Nullable Object>> individuals = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, @Nullable Object>> employments = new ConcurrentHashMap<>();
    private final Map<Integer, List<Object>> statements = new ConcurrentHashMap<>();
    private final Map<Integer, Run> runs = new ConcurrentSkipListMap<>();
    private volatile Map<String, @Nullable Object> company = Map.of();
    private volatile int[] removed = {};
    private volatile long[] joined = {};

    synchronized int add(long day) {
        var count = joined.length;
        var longer = Arrays.copyOf(joined, count + 1);
        longer[count] = day;
        joined = longer;
        return count;
    }

    int added() {
        return joined.length;
    }

    long joinedOn(int added) {
        return joined[added];
    }

    synchronized void remove(int index) {
        if (!isRemoved(index)) {
            var longer = Arrays.copyOf(removed, removed.length + 1);
            longer[removed.length] = index;
            Arrays.sort(longer);
            removed = longer;
        }
    }

    boolean isRemoved(int index) {
        return Arrays.binarySearch(removed, index) >= 0;
    }

    int removals() {
        return removed.length;
    }

    /** The index of the person at a position among those who were not removed. */
    int indexAt(int position) {
        var index = position;
        for (var gone : removed) {
            if (gone > index) {
                break;
            }
            index++;
        }
        return index;
    }

    void individual(int index, Map<String, @Nullable Object> fields) {
        individuals.merge(index, fields, Changes::over);
    }

    Map<String, @Nullable Object> individual(int index) {
        return individuals.isEmpty() ? Map.of() : individuals.getOrDefault(index, Map.of());
    }

    void employment(int index, Map<String, @Nullable Object> fields) {
        employments.merge(index, fields, Changes::over);
    }

    Map<String, @Nullable Object> employment(int index) {
        return employments.isEmpty() ? Map.of() : employments.getOrDefault(index, Map.of());
    }

    synchronized void company(Map<String, @Nullable Object> fields) {
        company = over(company, fields);
    }

    Map<String, @Nullable Object> company() {
        return company;
    }

    /** @param written the statements of the run; null for the made-up ones */
    synchronized Run addRun(Run run, @Nullable List<Object> written) {
        var numbered = new Run(-1 - runs.size(), run.from(), run.to(), run.payDate(), run.type());
        if (written != null) {
            statements.put(numbered.index(), written);
        }
        runs.put(numbered.index(), numbered);
        return numbered;
    }

    List<Run> runs() {
        return List.copyOf(runs.values());
    }

    @Nullable
    Run run(int index) {
        return runs.get(index);
    }

    /** Null for a run whose statements are made up. */
    @Nullable
    List<Object> statements(int run) {
        return run < 0 ? statements.get(run) : null;
    }

    private static Map<String, @Nullable Object> over(
            Map<String, @Nullable Object> old, Map<String, @Nullable Object> fields) {
        var merged = new LinkedHashMap<String, @Nullable Object>(old);
        merged.putAll(fields);
        return merged;
    }
}
