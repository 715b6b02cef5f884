package dev.aviary.store;

import dev.aviary.finch.Department;
import dev.aviary.finch.Money;
import dev.aviary.finch.PersonRef;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shapes of clear columns that occur. */
final class ClearForms {

    private ClearForms() {}

    /** One text column of any characters. */
    static ClearForm text(String column, int limit) {
        return new OneColumn(column, value -> Texts.fit((String) value, limit));
    }

    static ClearForm name(String column) {
        return text(column, Texts.NAME);
    }

    /** Machine words, ids and dates: ASCII only. */
    static ClearForm word(String column) {
        return new OneColumn(column, value -> Texts.ascii((String) value, Texts.WORD));
    }

    static ClearForm id(String column) {
        return new OneColumn(column, value -> Texts.ascii((String) value, Texts.ID));
    }

    /** Booleans, whole numbers and decimals. */
    static ClearForm plain(String column) {
        return new OneColumn(column, Function.identity());
    }

    /** Anything structured, as JSON. */
    static ClearForm json(String column) {
        return new ClearForm() {
            @Override
            public List<String> columns() {
                return List.of(column);
            }

            @Override
            public boolean split(Object value, @Nullable Object[] row, int at) {
                row[at] = RecordJson.text(value);
                return true;
            }

            @Override
            public @Nullable Object join(List<@Nullable Object> columns) {
                var text = columns.get(0);
                return text == null ? null : RecordJson.tree((String) text);
            }
        };
    }

    static ClearForm money(String prefix) {
        return new TwoColumns<>(
                List.of(prefix + "_cents", prefix + "_currency"),
                Money::amount,
                Money::currency,
                (amount, currency) -> new Money((Long) amount, (String) currency));
    }

    /** Two machine words of one object. */
    static <V> ClearForm words(
            String first,
            String second,
            Function<V, @Nullable String> getFirst,
            Function<V, @Nullable String> getSecond,
            BiFunction<@Nullable String, @Nullable String, V> make) {
        return new TwoColumns<>(
                List.of(first, second), getFirst::apply, getSecond, (a, b) -> make.apply((String) a, (String) b));
    }

    static ClearForm person(String column) {
        return new Wrapped<PersonRef>(id(column), PersonRef::id, PersonRef::new);
    }

    /** A department by name; one with a parent is kept whole among the sealed fields. */
    static ClearForm department(String column) {
        return new Wrapped<Department>(name(column), Department::name, name -> new Department(name, null));
    }

    private record OneColumn(String column, Function<Object, Object> fit) implements ClearForm {

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public boolean split(Object value, @Nullable Object[] row, int at) {
            var fitting = fit.apply(value);
            row[at] = fitting;
            return fitting.equals(value);
        }

        @Override
        public @Nullable Object join(List<@Nullable Object> columns) {
            return columns.get(0);
        }
    }

    /** An object around one text. */
    private record Wrapped<V>(ClearForm inner, Function<V, @Nullable String> get, Function<String, V> make)
            implements ClearForm {

        @Override
        public List<String> columns() {
            return inner.columns();
        }

        @Override
        public boolean split(Object value, @Nullable Object[] row, int at) {
            @SuppressWarnings("unchecked")
            var whole = (V) value;
            var text = get.apply(whole);
            return text != null
                    && inner.split(text, row, at)
                    && make.apply(text).equals(whole);
        }

        @Override
        public @Nullable Object join(List<@Nullable Object> columns) {
            var text = columns.get(0);
            return text == null ? null : make.apply((String) text);
        }
    }

    private record TwoColumns<V>(
            List<String> columns,
            Function<V, @Nullable Object> first,
            Function<V, @Nullable String> second,
            BiFunction<@Nullable Object, @Nullable Object, V> make)
            implements ClearForm {

        @Override
        public boolean split(Object value, @Nullable Object[] row, int at) {
            @SuppressWarnings("unchecked")
            var whole = (V) value;
            row[at] = fit(first.apply(whole));
            row[at + 1] = fit(second.apply(whole));
            return make.apply(row[at], row[at + 1]).equals(whole) && (row[at] != null || row[at + 1] != null);
        }

        private static @Nullable Object fit(@Nullable Object value) {
            return value instanceof String text ? Texts.ascii(text, Texts.WORD) : value;
        }

        @Override
        public @Nullable Object join(List<@Nullable Object> values) {
            return values.get(0) == null && values.get(1) == null ? null : make.apply(values.get(0), values.get(1));
        }
    }
}
