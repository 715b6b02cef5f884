package dev.aviary.leakscan.source;

/**
 * What was not read, or not to its end.
 *
 * @param place as in {@link Texts#begin}
 * @param why in words
 */
public record Unread(String place, String why) {}
