package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reference to another individual, for example the manager; it may point anywhere, or to itself. */
public record PersonRef(@Nullable String id, @JsonAnySetter Map<String, Object> unknown) {
    public PersonRef {
        unknown = Lists.copyOf(unknown);
    }

    /** Not for reading JSON: a bare text is not a reference. */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public PersonRef(@Nullable String id) {
        this(id, Map.of());
    }
}
