package dev.aviary.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record.
 *
 * @param name Finch's name, which is also what the setting {@code aviary.store.sealed} calls it behind the table's name
 * @param get empty lists and maps count as null
 * @param clear its columns where it is not sealed; null if it is always sealed
 * @param sealing whether it can be sealed
 */
record Field<R>(
        String name,
        Function<R, ? extends @Nullable Object> get,
        @Nullable ClearForm clear,
        Sealing sealing) {

    enum Sealing {
        /** The store itself reads the column. */
        NEVER,
        /** Sealed if the setting names it. */
        AS_SET,
        /** As {@link #AS_SET}, and always where the payment pays one individual: its totals are that individual's pay. */
        AS_SET_OR_SOLE,
        ALWAYS
    }

    static <R> Field<R> of(String name, Function<R, ? extends @Nullable Object> get, ClearForm clear) {
        return new Field<>(name, get, clear, Sealing.AS_SET);
    }

    static <R> Field<R> name(String name, Function<R, @Nullable String> get) {
        return of(name, get, ClearForms.name(name));
    }

    static <R> Field<R> word(String name, Function<R, @Nullable String> get) {
        return of(name, get, ClearForms.word(name));
    }

    static <R> Field<R> plain(String name, Function<R, ? extends @Nullable Object> get) {
        return of(name, get, ClearForms.plain(name));
    }

    static <R> Field<R> json(String name, Function<R, ? extends @Nullable Object> get) {
        return of(name, get, ClearForms.json(name));
    }

    static <R> Field<R> always(String name, Function<R, ? extends @Nullable Object> get) {
        return new Field<>(name, get, null, Sealing.ALWAYS);
    }

    Field<R> sealed(Sealing how) {
        return new Field<>(name, get, clear, how);
    }

    List<String> columns() {
        return clear == null ? List.of() : clear.columns();
    }

    @Nullable
    Object valueOf(R record) {
        var value = get.apply(record);
        return RecordJson.isEmpty(value) ? null : value;
    }
}
