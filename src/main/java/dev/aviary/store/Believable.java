package dev.aviary.store;

/** Whether so many rows can have left at once, or whether the answer that lacks them is to be doubted (law 9). */
@FunctionalInterface
public interface Believable {

    /** @param present rows that were there before, the leaving ones among them */
    boolean isBelievable(int leaving, int present);
}
