package dev.aviary.leakscan.rules;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has looked at and found to be no leak, for a while.
 *
 * @param rules ids; empty for all
 * @param secret must match all of the secret; null for any
 * @param file must match the place; null for any
 * @param until the last day, UTC
 * @param place file and line
 */
record Allowance(
        Set<String> rules,
        @Nullable LazyDfa secret,
        @Nullable PathMatcher file,
        String reason,
        LocalDate until,
        String place) {

    static PathMatcher glob(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    boolean isOver(LocalDate today) {
        return today.isAfter(until);
    }

    /** @param file null if the text comes from no file */
    boolean concerns(@Nullable String file) {
        if (this.file == null) {
            return true;
        }
        try {
            return file != null && this.file.matches(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    boolean allows(String rule, byte[] bytes, int from, int to) {
        return (rules.isEmpty() || rules.contains(rule)) && (secret == null || secret.matches(bytes, from, to));
    }

    String ended() {
        return place + ": allowed until " + until + " only, and reported again since: " + reason;
    }
}
