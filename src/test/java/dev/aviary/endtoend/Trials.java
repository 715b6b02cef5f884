package dev.aviary.endtoend;

/** Stores for trials, all equal, keys included: copies of one that was prepared before. */
interface Trials {

    /** The store that the others are copies of; prepare it before the first copy and leave it alone afterwards. */
    Trial before();

    Trial copy();

    /** Gives the disk back. */
    void drop(Trial trial);
}
