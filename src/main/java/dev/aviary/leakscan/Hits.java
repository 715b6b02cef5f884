package dev.aviary.leakscan;

/** Takes what a {@link Detector} recognises. */
public interface Hits {

    /** In the order of the text or not. */
    void add(Hit hit);

    /**
     * A stretch that was searched as it stands, but not decoded, because that would have cost too much.
     *
     * @param from where in the text it begins
     * @param to behind its last byte
     */
    default void leftOut(long from, long to) {}
}
