package dev.aviary.store;

import org.springframework.dao.DuplicateKeyException;

/**
 * Appends rows to a table that numbers them itself. H2 writes down late which number such a table has reached, so after a kill the numbers of rows that
 * are there may come again. A statement that fails leaves no row behind, and the numbers it took stay taken.
 */
public final class LateNumbers {

    private static final int ATTEMPTS = 1_000;

    private LateNumbers() {}

    /**
     * @param insert one statement, run until its numbers are free
     * @throws DuplicateKeyException if they are not after a thousand attempts: then something else is there twice
     */
    public static void append(Runnable insert) {
        for (int attempt = 1; ; attempt++) {
            try {
                insert.run();
                return;
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
