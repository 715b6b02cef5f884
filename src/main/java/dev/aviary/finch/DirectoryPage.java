package dev.aviary.finch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the directory, in Finch's order, duplicates included.
 *
 * @param count total of the query as Finch counts it; null when Finch did not say (finch-api 10.18)
 * @param received rows in the page as sent, unreadable ones included; what paging advances by
 */
public record DirectoryPage(
        List<DirectoryEntry> entries, int offset, @Nullable Integer count, int received) {}
