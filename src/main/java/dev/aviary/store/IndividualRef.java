package dev.aviary.store;

/**
 * Where an individual is found.
 *
 * @param id Finch's id of the individual, unique inside the scope only
 */
public record IndividualRef(EntityScope scope, String id) {}
