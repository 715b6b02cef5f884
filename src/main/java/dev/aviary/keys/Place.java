package dev.aviary.keys;

import java.util.List;

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

    public static Place of(String table, String... row) {
        return new Place(table, List.of(row));
    }
}
