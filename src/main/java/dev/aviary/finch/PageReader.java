package dev.aviary.finch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code {"paging": {count, offset}, "<rows>": [...]}}, row by row. A page without its array is no page: "no data" is never guessed (law 9). */
final class PageReader<E, P> implements BodyReader<P> {

    /** Makes the page. {@code offset} is null when Finch did not say. */
    interface Page<E, P> {
        P of(List<E> rows, @Nullable Integer offset, @Nullable Integer count, int received);
    }

    private final String rowsField;
    private final BodyReader<E> row;
    private final Page<E, P> page;

    PageReader(String rowsField, Class<E> row, Page<E, P> page) {
        this.rowsField = rowsField;
        this.row = BodyReader.of(row);
        this.page = page;
    }

    @Override
    public P read(JsonParser parser) {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw new WrongShapeException();
        }
        var paging = new Paging();
        List<E> rows = null;
        var received = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = parser.currentName();
            parser.nextToken();
            if (field.equals(rowsField) && parser.hasToken(JsonToken.START_ARRAY)) {
                rows = new ArrayList<>();
                received = readRows(parser, rows);
            } else if (field.equals("paging") && parser.hasToken(JsonToken.START_OBJECT)) {
                paging.read(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (rows == null) {
            throw new WrongShapeException();
        }
        return page.of(rows, paging.offset, paging.count, received);
    }

    private int readRows(JsonParser parser, List<E> rows) {
        var received = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; received++) {
            var read = Lenient.object(parser, row);
            if (read != null) {
                rows.add(read);
            }
        }
        return received;
    }

    private static final class Paging {

        private @Nullable Integer offset;
        private @Nullable Integer count;

        private void read(JsonParser parser) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "offset" -> offset = Json.count(parser);
                    case "count" -> count = Json.count(parser);
                    default -> parser.skipChildren();
                }
            }
        }
    }
}
