package dev.aviary.leakscan.reading;

/**
 * Who reads. One run does at a time, and whoever it took over from keeps nothing more.
 *
 * @param run of the job
 * @param fence number of its lease
 */
public record Ownership(long run, long fence) {}
