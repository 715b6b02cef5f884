package dev.aviary.keys;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table with a column of values that are sealed under the tenant's key, each for the {@link Place} of the table's name and the row's primary key. A room
 * with such a table declares one bean of this type; that is all it takes to join the rotation of keys. Rows that another key sealed are left alone.
 *
 * @param table its name; it has a column {@code tenant_id}
 * @param key the columns of the primary key, in the order of the place; all text
 * @param column the sealed one
 * @param version the column with the version that a value is bound to beside its row, see {@link Place#ofVersion}; null if there is none
 */
public record SealedTable(
        String table,
        List<String> key,
        String column,
        @Nullable String version) {

    private static final Pattern NAME = Pattern.compile("[a-z_]{1,64}");

    public SealedTable {
        key = List.copyOf(key);
        requireName(table);
        requireName(column);
        key.forEach(SealedTable::requireName);
        if (version != null) {
            requireName(version);
        }
    }

    public static SealedTable of(String table, String... key) {
        return new SealedTable(table, List.of(key), "sealed", null);
    }

    public static SealedTable ofVersions(String table, String version, String... key) {
        return new SealedTable(table, List.of(key), "sealed", version);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a table or column");
        }
    }
}
