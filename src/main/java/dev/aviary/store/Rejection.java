package dev.aviary.store;

import org.jspecify.annotations.Nullable;

/**
 * A record that was left out of a page, so that the rest of the page could be stored.
 *
 * @param id Finch's id; null when the record had none or one that is not an id
 * @param reason a machine word: {@code id_missing}, {@code id_invalid}, {@code key_shredded}, {@code too_large}
 */
public record Rejection(@Nullable String id, String reason) {}
