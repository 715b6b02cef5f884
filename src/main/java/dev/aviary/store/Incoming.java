package dev.aviary.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records of one page by their keys, in key order; of duplicates the last is kept. */
record Incoming<R>(SortedMap<RowKey, R> records, List<Rejection> rejected) {

    static <R> Incoming<R> none() {
        return new Incoming<>(new TreeMap<>(), new ArrayList<>());
    }

    static <R> Incoming<R> of(List<R> records, Function<R, @Nullable String> id) {
        var incoming = Incoming.<R>none();
        records.forEach(record -> incoming.add(null, id.apply(record), record));
        return incoming;
    }

    void add(@Nullable String group, @Nullable String id, R record) {
        if (isAcceptable(group, id)) {
            records.put(new RowKey(group, id, 0), record);
        }
    }

    /** Keeps different records of one id side by side, as parts. */
    void addPart(String group, @Nullable String id, R record) {
        if (!isAcceptable(group, id)) {
            return;
        }
        var key = new RowKey(group, id, 0);
        while (records.containsKey(key) && !record.equals(records.get(key))) {
            key = key.part(key.part() + 1);
        }
        records.put(key, record);
    }

    private boolean isAcceptable(@Nullable String group, @Nullable String id) {
        if (RowKey.isId(id) && (group == null || RowKey.isId(group))) {
            return true;
        }
        rejected.add(new Rejection(RowKey.isId(id) ? id : null, id == null ? "id_missing" : "id_invalid"));
        return false;
    }

    @Override
    public String toString() {
        return "Incoming[hidden]";
    }
}
