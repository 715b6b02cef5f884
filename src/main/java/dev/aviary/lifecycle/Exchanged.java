package dev.aviary.lifecycle;

/**
 * What became of a code.
 *
 * @param confirmed whether Finch has been seen to know the new token; if not, the next sync sees to it, and the token before is kept until then
 */
public record Exchanged(TakenIn taken, boolean confirmed) {}
