package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An e-mail address with its type: {@code work}, {@code personal}, null or a word not known yet. */
public record Email(
        @Nullable String data,
        @Nullable String type,
        @JsonAnySetter Map<String, Object> unknown) {
    public Email {
        unknown = Lists.copyOf(unknown);
    }

    public Email(@Nullable String data, @Nullable String type) {
        this(data, type, Map.of());
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Email[hidden]";
    }
}
