package dev.aviary.leakscan.reading;

import java.util.List;

/**
 * What there is to read.
 *
 * @param files with something new, the largest first
 * @param unchanged how many files have nothing new
 */
public record ReadingPlan(List<FileReading> files, long unchanged) {

    public ReadingPlan {
        files = List.copyOf(files);
    }

    /** Bytes that are to be read from all files, packed as they are. */
    public long bytes() {
        return files.stream().mapToLong(FileReading::bytes).sum();
    }
}
