package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that must not be where it is. Never what it is: names of files that hold a secret are masked as well.
 *
 * @param file where it is
 * @param member of the archive, and of the archive in there; null if the file is none
 * @param line from 1; 0 if it concerns the file as a whole
 * @param column in bytes, from 1; 0 as for the line
 * @param offset in bytes, from the beginning of the text
 * @param length in bytes, as it stands there
 * @param tenant whose; null if that is not known
 * @param connection of the token; null if it is none
 * @param excerpt what stands before it in its line, and how long it is
 */
public record ScanFinding(
        String file,
        @Nullable String member,
        long line,
        long column,
        long offset,
        long length,
        String rule,
        Severity severity,
        Certainty certainty,
        @Nullable String tenant,
        @Nullable String connection,
        List<Decoding> decodings,
        String excerpt) {

    /** For example {@code logs.zip!app.log:12:7}. */
    public String where() {
        return file + (member == null ? "" : "!" + member) + (line == 0 ? "" : ":" + line + ":" + column);
    }
}
