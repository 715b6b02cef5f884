package dev.aviary.store;

import static java.util.stream.Collectors.toCollection;

import dev.aviary.keys.Keys;
import dev.aviary.keys.TenantKeys;
import dev.aviary.store.StoredRows.Stored;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares a page with what is stored and seals what differs. */
final class Preparation {

    /** So that a statement with such a row, escaped, fits into one packet of the database: 16 MiB by default. */
    private static final long ROW_BYTES = 7 << 20;

    private final StoredRows stored;
    private final Keys keys;
    private final Clock clock;

    Preparation(StoredRows stored, Keys keys, Clock clock) {
        this.stored = stored;
        this.keys = keys;
        this.clock = clock;
    }

    <R> PreparedPage prepare(RowForm<R> form, EntityScope scope, Incoming<R> incoming, CompanionsForm<R> companions) {
        var table = form.table();
        var tenant = keys.ofTenant(scope.tenant().value());
        var known = stored.find(table, scope, incoming.records().keySet());
        var differing = compare(form, scope, incoming, known, tenant);
        var unchanged = incoming.records().size() - differing.size();

        var sealer = new Sealer(tenant, scope, owners(differing));
        differing.removeIf(row -> isRefused(row, sealer, incoming.rejected()));
        var at = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        differing.forEach(row -> finish(form, scope, row, sealer, at));
        unchanged +=
                (int) differing.stream().filter(row -> row.change() == null).count();
        return new PreparedPage(
                table,
                scope,
                form.upsert(),
                differing.stream().map(row -> row.draft().row()).toList(),
                changes(table, differing, known, incoming),
                companions.of(scope, differing, sealer, at),
                unchanged,
                List.copyOf(incoming.rejected()));
    }

    private static <R> List<Differing<R>> compare(
            RowForm<R> form, EntityScope scope, Incoming<R> incoming, Map<RowKey, Stored> known, TenantKeys tenant) {
        var differing = new ArrayList<Differing<R>>();
        incoming.records().forEach((key, record) -> {
            var hash = tenant.tag("store.content", form.hashed(scope, key, record));
            var before = known.get(key);
            if (before == null || before.gone() || before.missed() || !Arrays.equals(before.hash(), hash)) {
                differing.add(new Differing<>(record, form.draft(scope, key, record), hash, change(before, hash)));
            }
        });
        return differing;
    }

    private static @Nullable Change change(@Nullable Stored before, byte[] hash) {
        if (before == null) {
            return Change.ADDED;
        }
        if (before.gone()) {
            return Change.RETURNED;
        }
        return Arrays.equals(before.hash(), hash) ? null : Change.CHANGED;
    }

    /** Of all rows, sealed parts or not, so that nothing of an erased individual comes back. */
    private static TreeSet<String> owners(List<? extends Differing<?>> rows) {
        return rows.stream()
                .map(row -> row.draft().owner())
                .filter(Objects::nonNull)
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isRefused(Differing<?> row, Sealer sealer, List<Rejection> rejected) {
        if (!sealer.canSeal(row.draft().owner())) {
            rejected.add(new Rejection(row.key().id(), "key_shredded"));
            return true;
        }
        if (row.draft().size() > ROW_BYTES) {
            rejected.add(new Rejection(row.key().id(), "too_large"));
            return true;
        }
        return false;
    }

    private static <R> void finish(
            RowForm<R> form, EntityScope scope, Differing<R> differing, Sealer sealer, LocalDateTime at) {
        var draft = differing.draft();
        var blob = draft.cleartext() == null
                ? null
                : sealer.seal(
                        draft.owner(),
                        form.table().name(),
                        form.table().key().place(scope, draft.key()),
                        draft.cleartext());
        form.finish(draft.row(), blob, at, differing.hash());
    }

    private static <R> List<RowChange> changes(
            Table<R> table, List<Differing<R>> rows, Map<RowKey, Stored> known, Incoming<R> incoming) {
        var written =
                rows.stream().filter(row -> row.change() != null).map(row -> new RowChange(row.key(), row.change()));
        var gone = stale(table, known, incoming).map(key -> new RowChange(key, Change.GONE));
        return Stream.concat(written, gone).toList();
    }

    /** Parts of the same ids that are no longer sent. */
    private static Stream<RowKey> stale(Table<?> table, Map<RowKey, Stored> known, Incoming<?> incoming) {
        if (!table.key().parts()) {
            return Stream.empty();
        }
        return known.entrySet().stream()
                .filter(row -> !row.getValue().gone() && !incoming.records().containsKey(row.getKey()))
                .map(Map.Entry::getKey)
                .sorted();
    }
}
