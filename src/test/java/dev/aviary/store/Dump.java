package dev.aviary.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that is in a database, as somebody with a copy of it would look through it. */
final class Dump {

    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()";

    private final List<String> cells = new ArrayList<>();

    Dump(JdbcTemplate jdbc) {
        var tables = jdbc.queryForList(TABLES, String.class);
        for (var table : tables) {
            jdbc.query("SELECT * FROM `" + table + "`", row -> {
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    var value = row.getObject(i);
                    cells.add(
                            value instanceof byte[] bytes
                                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                                    : String.valueOf(value));
                }
            });
        }
    }

    /** Those of the values that are to be found: as they are, in hexadecimal or in Base64. */
    List<String> findAny(List<String> values) {
        return values.stream()
                .filter(value -> spellings(value).anyMatch(spelling -> cells.stream()
                        .anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains(spelling.toLowerCase(Locale.ROOT)))))
                .toList();
    }

    private static Stream<String> spellings(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                value,
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes).replaceAll(".$", ""));
    }
}
