package dev.aviary.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table and how records lie in it.
 *
 * @param sole the one individual that a record of a table not {@linkplain KeyColumns#ofIndividuals() of individuals} is all about, else null
 * @param states columns that a write sets to these SQL literals
 * @param hashed whether rows are compared by content; if not, they go with rows that are
 */
record Table<R>(
        String name,
        Class<R> type,
        KeyColumns key,
        List<Field<R>> fields,
        List<Extract<R>> extracts,
        Function<R, @Nullable String> sole,
        Map<String, String> states,
        boolean hashed) {

    static final String GONE = "gone_at";
    static final String MISSING = "missing_reads";

    Table(String name, Class<R> type, KeyColumns key, List<Field<R>> fields) {
        this(name, type, key, fields, List.of(), record -> null, Map.of(), true);
    }

    Table<R> extracting(List<Extract<R>> columns) {
        return new Table<>(name, type, key, fields, columns, sole, states, hashed);
    }

    Table<R> states(Map<String, String> columns) {
        return new Table<>(name, type, key, fields, extracts, sole, columns, hashed);
    }

    Table<R> sole(Function<R, @Nullable String> individual) {
        return new Table<>(name, type, key, fields, extracts, individual, states, hashed);
    }

    Table<R> unhashed() {
        return new Table<>(name, type, key, fields, extracts, sole, states, false);
    }

    /** Whether rows can be marked gone. */
    boolean goes() {
        return states.containsKey(GONE);
    }

    boolean countsMissingReads() {
        return states.containsKey(MISSING);
    }

    /** Whose key seals the row; null for the tenant's. */
    @Nullable
    String owner(RowKey row, R record) {
        return key.ofIndividuals() ? row.id() : sole.apply(record);
    }

    /** What the setting may name. */
    Stream<String> sealable() {
        return Stream.concat(
                        fields.stream()
                                .filter(field -> field.sealing() != Field.Sealing.NEVER)
                                .map(Field::name),
                        extracts.stream().map(Extract::column))
                .map(this::qualified);
    }

    String qualified(String field) {
        return name + "." + field;
    }
}
