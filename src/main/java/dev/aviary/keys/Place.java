package dev.aviary.keys;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a sealed value belongs. It is bound into the ciphertext as associated data, so that a ciphertext moved to another row,
 * table or tenant does not open (law 2). The tenant is added by the keys themselves.
 *
 * @param table the table's name
 * @param row the row's key, part by part, in the order of the primary key
 */
public record Place(String table, List<String> row) {

    public Place {
        row = List.copyOf(row);
    }

    public static Place of(String table, String row) {
        return new Place(table, List.of(row));
    }

    public static Place of(String table, String... row) {
        return new Place(table, List.of(row));
    }

    /**
     * The place of one version of a row, so that an older value of the row does not pass for a newer one.
     *
     * @param version from 1; 0 for values from before the table had versions, whose place is that of the row
     */
    public static Place ofVersion(long version, String table, String... row) {
        return ofVersion(version, table, List.of(row));
    }

    static Place ofVersion(long version, String table, List<String> row) {
        return version == 0
                ? new Place(table, row)
                : new Place(
                        table,
                        Stream.concat(row.stream(), Stream.of(Long.toString(version)))
                                .toList());
    }
}
