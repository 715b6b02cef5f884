package dev.aviary.store;

import java.time.LocalDateTime;
import java.util.List;

/** Makes the companions of the rows that are written. */
interface CompanionsForm<R> {

    List<Companions> of(EntityScope scope, List<Differing<R>> rows, Sealer sealer, LocalDateTime at);

    static <R> CompanionsForm<R> none() {
        return (scope, rows, sealer, at) -> List.of();
    }

    /** Whose companions may be there already. */
    static List<String> replaced(List<? extends Differing<?>> rows) {
        return rows.stream()
                .filter(row -> !row.isNew())
                .map(row -> row.key().id())
                .toList();
    }
}
