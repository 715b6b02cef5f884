package dev.aviary.lifecycle;

/**
 * A row of a CSV file that was not taken in.
 *
 * @param line number of the line in the file, from 1
 * @param reason why, and what would be right; never anything that stood in the row, except a connection id that is on record
 */
public record RefusedRow(long line, String reason) {}
