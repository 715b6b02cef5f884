package dev.aviary.lifecycle;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which column is which, read from the header. */
final class CsvColumns {

    private static final String TENANT = "tenant";
    private static final String CONNECTION = "connection_id";
    private static final String TOKEN = "token";
    private static final Set<String> KNOWN = Set.of(TENANT, CONNECTION, TOKEN);

    private final Map<String, Integer> columns;

    private CsvColumns(Map<String, Integer> columns) {
        this.columns = columns;
    }

    /** @throws UnreadableCsvException without repeating what stands there: without a header it would be a token */
    static CsvColumns of(CsvLine header, long number) {
        var fault = header.cut();
        var columns = new HashMap<String, Integer>();
        for (var cell = 0; fault == null && cell < header.cells(); cell++) {
            var name = header.stripped(cell).toString().toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(name) || columns.put(name, cell) != null) {
                fault = "column " + (cell + 1) + " is none of them, or there twice";
            }
        }
        if (fault == null && !(columns.containsKey(TENANT) && columns.containsKey(TOKEN))) {
            fault = "one of them is missing";
        }
        if (fault != null) {
            throw new UnreadableCsvException("Line " + number
                    + ": expected a header in UTF-8 that names the columns tenant, token and, if wanted, connection_id; "
                    + fault);
        }
        return new CsvColumns(columns);
    }

    int count() {
        return columns.size();
    }

    int tenant() {
        return columns.get(TENANT);
    }

    int token() {
        return columns.get(TOKEN);
    }

    boolean hasConnection() {
        return columns.containsKey(CONNECTION);
    }

    int connection() {
        return columns.get(CONNECTION);
    }
}
