package dev.aviary.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * A grouping of employees inside the provider that one connection covers.
 *
 * @param name as the employer calls it; null when Finch does not know
 * @param status Finch's word for the entity's own status; unknown words are kept
 */
public record Entity(EntityId id, @Nullable String name, String status) {}
