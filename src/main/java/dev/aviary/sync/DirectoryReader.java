package dev.aviary.sync;

import dev.aviary.finch.Answer;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.DirectoryPage;
import dev.aviary.store.EmploymentStore;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the directory to its end. If Finch's data changes between two pages, what was read is a mixture: the reading starts again, a few times.
 * Only a reading that is complete by Finch's own count lets anybody count as absent.
 */
@Component
class DirectoryReader implements StageReader {

    private static final int RESTARTS = 3;

    private final EmploymentStore store;
    private final DirectoryPages pages;
    private final SyncProperties properties;

    DirectoryReader(EmploymentStore store, DirectoryPages pages, SyncProperties properties) {
        this.store = store;
        this.pages = pages;
        this.properties = properties;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.DIRECTORY);
    }

    @Override
    public void read(EntityPull pull, Stage stage, Set<String> granted) {
        for (int attempt = 0; attempt <= RESTARTS; attempt++) {
            if (readToTheEnd(pull)) {
                return;
            }
            pull.commit(Stage.DIRECTORY, 0, List.of(), List.of(), () -> pages.forget(pull));
        }
        pull.warn("directory_kept_changing");
        readPages(pull, false);
    }

    private boolean readToTheEnd(EntityPull pull) {
        return readPages(pull, true);
    }

    /** @return false if the data changed between two pages and {@code sameData} was asked for */
    private boolean readPages(EntityPull pull, boolean sameData) {
        var seen = pages.seen(pull);
        var last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
        int offset = seen.stream().mapToInt(this::advance).sum();
        while (last == null || !last.last()) {
            var from = offset;
            var answer = pull.readPage(
                    (finch, token) -> finch.directory(token, pull.entity(), properties.directoryPage(), from));
            if (sameData && last != null && !isSameData(last, answer)) {
                return false;
            }
            last = commit(pull, last, offset, answer, sameData);
            offset += advance(last);
        }
        return true;
    }

    /** Rows beyond what was asked for are repetitions: stepping over them would skip people. */
    private int advance(DirectoryPages.Seen page) {
        return Math.min(page.received(), properties.directoryPage());
    }

    private static boolean isSameData(DirectoryPages.Seen before, Answer.Data<DirectoryPage> answer) {
        return Objects.equals(before.freshness(), answer.freshness().dataRetrieved())
                && Objects.equals(before.total(), answer.value().count());
    }

    private DirectoryPages.Seen commit(
            EntityPull pull,
            DirectoryPages.@Nullable Seen before,
            int offset,
            Answer.Data<DirectoryPage> answer,
            boolean sameData) {
        var page = answer.value();
        var ids = idsOf(page);
        var isLast = isLast(pull, page, offset, ids);
        var isComplete = isLast && sameData && isEverybody(pull, page, offset, ids);
        var seen = new DirectoryPages.Seen(
                before == null ? 0 : before.page() + 1,
                page.received(),
                page.count(),
                answer.freshness().dataRetrieved(),
                isLast,
                isComplete);
        pull.commit(
                Stage.DIRECTORY,
                seen.page() + 1,
                List.of(store.prepareDirectory(pull.scope(), page.entries())),
                unreadable(page),
                () -> pages.put(pull, seen, ids));
        if (isLast && sameData && !isComplete) {
            pull.warn("directory_incomplete");
        }
        return seen;
    }

    private static List<String> idsOf(DirectoryPage page) {
        return page.entries().stream()
                .map(DirectoryEntry::id)
                .filter(Objects::nonNull)
                .filter(id -> id.matches("[!-~]{1,100}"))
                .distinct()
                .toList();
    }

    /**
     * By Finch's count, or by an empty page: before the count is reached, that is a short answer; without a count, the end (finch-api 2.8). Without a count
     * a page that brings nobody new is the end as well, or an answer that ignores the offset would be read for ever.
     */
    private boolean isLast(EntityPull pull, DirectoryPage page, int offset, List<String> ids) {
        var count = page.count();
        if (page.received() == 0) {
            return true;
        }
        return count == null
                ? known(pull).containsAll(ids)
                : offset + Math.min(page.received(), properties.directoryPage()) >= count;
    }

    /** Rows that repeat somebody, that cannot be read, or that never came, stand for people who were not seen, and not for people who left. */
    private boolean isEverybody(EntityPull pull, DirectoryPage page, int offset, List<String> ids) {
        var different = new HashSet<>(known(pull));
        different.addAll(ids);
        var count = page.count();
        return different.size() >= (count == null ? offset + page.received() : count);
    }

    private Set<String> known(EntityPull pull) {
        return pages.individuals(pull.task().run(), pull.task().connection(), pull.entity());
    }

    private static List<ItemFailure> unreadable(DirectoryPage page) {
        var missing = page.received() - page.entries().size();
        return java.util.Collections.nCopies(Math.max(0, missing), new ItemFailure(null, 0, "unreadable"));
    }
}
