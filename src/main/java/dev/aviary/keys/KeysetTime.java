package dev.aviary.keys;

/** Tells the age of keysets: asked for every value that is sealed or opened, so it may lag a little behind the clock. */
interface KeysetTime {

    long aboutMillis();
}
