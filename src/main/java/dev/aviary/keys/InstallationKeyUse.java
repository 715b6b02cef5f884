package dev.aviary.keys;

import java.util.regex.Pattern;

/**
 * Rows that are worth nothing without a key of the installation: what it vouched for, signed or sealed. A room declares a bean for each; while there are such
 * rows, a key that is missing is not made anew.
 *
 * @param key the name of the key
 * @param table where the rows are
 * @param condition which of them, as SQL
 */
public record InstallationKeyUse(String key, String table, String condition) {

    private static final Pattern NAME = Pattern.compile("[a-z_]{1,64}");

    public InstallationKeyUse {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("'" + table + "' is not the name of a table");
        }
    }

    /** All rows of the table. */
    public static InstallationKeyUse of(String key, String table) {
        return new InstallationKeyUse(key, table, "1 = 1");
    }
}
