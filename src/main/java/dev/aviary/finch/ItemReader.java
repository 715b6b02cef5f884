package dev.aviary.finch;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads one item of a batch: {@code {"<id>": …, "code": …, "body": …}}, fields in any order. A body that comes behind its code 200 is read straight
 * from the stream; others wait as a tree until the code is known.
 */
final class ItemReader<T> implements BodyReader<BatchItem<T>> {

    /** Stands in for an id that Finch left out; matches no id that was asked for. */
    private static final String NO_ID = "-";

    private static final int FOUND = 200;
    private static final int ACCEPTED = 202;
    private static final int UNREADABLE = 0;

    private final String idField;
    private final BodyReader<T> body;

    ItemReader(String idField, BodyReader<T> body) {
        this.idField = idField;
        this.body = body;
    }

    @Override
    public BatchItem<T> read(JsonParser parser) {
        var draft = Lenient.object(parser, this::draft);
        return draft == null ? new BatchItem.Failed<>(NO_ID, UNREADABLE, null) : finished(draft);
    }

    private Draft<T> draft(JsonParser parser) {
        var draft = new Draft<T>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = parser.currentName();
            parser.nextToken();
            if (field.equals(idField)) {
                draft.id = Json.text(parser);
            } else if (field.equals("code")) {
                draft.code = Json.count(parser);
            } else if (field.equals("body")) {
                readBody(parser, draft);
            } else {
                parser.skipChildren();
            }
        }
        return draft;
    }

    private void readBody(JsonParser parser, Draft<T> draft) {
        if (draft.is(FOUND)) {
            draft.value = Lenient.object(parser, body);
        } else {
            draft.tree = parser.readValueAsTree();
        }
    }

    private BatchItem<T> finished(Draft<T> draft) {
        var id = draft.id == null ? NO_ID : draft.id;
        if (draft.is(ACCEPTED)) {
            return new BatchItem.Pending<>(id);
        }
        if (draft.is(FOUND)) {
            var value = draft.value != null ? draft.value : fromTree(draft.tree);
            return value == null ? new BatchItem.Failed<>(id, UNREADABLE, null) : new BatchItem.Found<>(id, value);
        }
        return new BatchItem.Failed<>(
                id,
                draft.code == null ? UNREADABLE : draft.code,
                ErrorBody.of(draft.tree).word());
    }

    private @Nullable T fromTree(@Nullable JsonNode tree) {
        if (tree == null) {
            return null;
        }
        try (var parser = Json.MAPPER.treeAsTokens(tree)) {
            parser.nextToken();
            return Lenient.object(parser, body);
        }
    }

    private static final class Draft<T> {

        private @Nullable String id;
        private @Nullable Integer code;
        private @Nullable T value;
        private @Nullable JsonNode tree;

        private boolean is(int wanted) {
            return code != null && code == wanted;
        }
    }
}
