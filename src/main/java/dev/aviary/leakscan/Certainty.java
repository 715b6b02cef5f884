package dev.aviary.leakscan;

/** How sure a hit is. */
public enum Certainty {
    /** All of it is there, and a keyed hash says whose it is. */
    CONFIRMED,
    /** A part of it is there, and keyed hashes of the part say whose it is. */
    PROBABLE,
    /** It looks like one. */
    PATTERN
}
