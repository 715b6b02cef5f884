package dev.aviary.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals the rows of all registered tables anew, and counts which key sealed how many. The number of the key is read from the ciphertext, in SQL. */
final class Resealing {

    private static final int PAGE = 1_000;

    private final List<SealedTable> tables;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final SettledRows settled;

    Resealing(List<SealedTable> tables, DataSource database) {
        this.tables = List.copyOf(tables);
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.settled = new SettledRows(database);
    }

    /** Values per key and table; keys are Tink's numbers. Only keys that are asked for: some rows are sealed by individuals' keys. */
    Map<Integer, Map<String, Long>> count(UUID tenant, Collection<Integer> keys) {
        var counts = new LinkedHashMap<Integer, Map<String, Long>>();
        keys.forEach(key -> counts.put(key, new HashMap<>()));
        for (var table : keys.isEmpty() ? List.<SealedTable>of() : tables) {
            var number = "SUBSTRING(" + table.column() + ", 2, 4)";
            var sql = "SELECT " + number + ", COUNT(*) FROM " + table.table() + " WHERE tenant_id = ? AND "
                    + sealedBy(table, keys) + " GROUP BY " + number;
            jdbc.query(
                    sql,
                    row -> {
                        var key = java.nio.ByteBuffer.wrap(row.getBytes(1)).getInt();
                        counts.get(key).merge(table.table(), row.getLong(2), Long::sum);
                    },
                    arguments(tenant, keys, List.of()));
        }
        return counts;
    }

    /** Every transaction reads the tenant's keyset alike from now on. */
    void settleKeyset(UUID tenant) {
        settled.of("tenant_keyset", List.of("tenant_id"), tenant);
    }

    /** Every transaction reads the tenant's sealed rows alike from now on. */
    void settleRows(UUID tenant) {
        tables.forEach(table -> settled.of(table.table(), table.key(), tenant));
    }

    /**
     * Seals whatever these keys of a tenant sealed under its present primary key, a transaction a page. A value that does not open stays as it is.
     *
     * @return how many values were sealed anew; not among them is one that somebody else wrote after it was read
     */
    long reseal(UUID tenant, TinkTenantKeys under, Collection<Integer> keys, UpkeepWatch watch) {
        return keys.isEmpty()
                ? 0
                : tables.stream()
                        .mapToLong(table -> reseal(table, tenant, under, keys, watch))
                        .sum();
    }

    private long reseal(
            SealedTable table, UUID tenant, TinkTenantKeys under, Collection<Integer> keys, UpkeepWatch watch) {
        var after = Collections.nCopies(table.key().size(), "");
        var resealed = 0L;
        while (true) {
            UpkeepStoppedException.check(watch);
            var page = page(table, tenant, keys, after);
            if (page.isEmpty()) {
                return resealed;
            }
            var changes = new ArrayList<Object[]>(page.size());
            page.forEach(row -> resealed(row, under, changes));
            resealed += changed(transaction.execute(status -> jdbc.batchUpdate(update(table), changes)));
            watch.done(page.size());
            after = page.get(page.size() - 1).key();
        }
    }

    /** A driver may say of a statement of a batch no more than that it succeeded. */
    private static long changed(int @Nullable [] counts) {
        return IntStream.of(Objects.requireNonNull(counts))
                .filter(count -> count != 0)
                .count();
    }

    private record Row(List<String> key, Place place, byte[] sealed) {}

    private List<Row> page(SealedTable table, UUID tenant, Collection<Integer> keys, List<String> after) {
        var columns = String.join(", ", table.key());
        var version = table.version() == null ? "0" : table.version();
        var sql = "SELECT " + columns + ", " + table.column() + ", " + version + " FROM " + table.table()
                + " WHERE tenant_id = ? AND " + sealedBy(table, keys) + " AND " + KeyOrder.after(table.key())
                + " ORDER BY "
                + columns + " LIMIT " + PAGE;
        return jdbc.query(
                sql,
                (row, number) -> {
                    var key = KeyOrder.key(row, table.key().size());
                    var place = Place.ofVersion(row.getLong(key.size() + 2), table.table(), key);
                    return new Row(key, place, row.getBytes(key.size() + 1));
                },
                arguments(tenant, keys, KeyOrder.arguments(after)));
    }

    /** The old ciphertext stands in the WHERE: what a sync wrote meanwhile is never overwritten. */
    private static String update(SealedTable table) {
        return "UPDATE " + table.table() + " SET " + table.column() + " = ? WHERE "
                + String.join(" = ? AND ", table.key()) + " = ? AND " + table.column() + " = ?";
    }

    private static void resealed(Row row, TinkTenantKeys under, List<Object[]> changes) {
        try {
            var cleartext = under.open(row.sealed(), row.place());
            var values = new ArrayList<Object>();
            values.add(under.seal(cleartext, row.place()));
            Arrays.fill(cleartext, (byte) 0);
            values.addAll(row.key());
            values.add(row.sealed());
            changes.add(values.toArray());
        } catch (SealBrokenException e) {
            // It keeps its key in use, and so in the keyset; the count tells.
        }
    }

    private static String sealedBy(SealedTable table, Collection<Integer> keys) {
        return "SUBSTRING(" + table.column() + ", 1, 5) IN (" + String.join(", ", Collections.nCopies(keys.size(), "?"))
                + ")";
    }

    private static Object[] arguments(UUID tenant, Collection<Integer> keys, List<Object> more) {
        var arguments = new ArrayList<Object>();
        arguments.add(tenant.toString());
        keys.forEach(key -> arguments.add(KeyNumber.prefix(key)));
        arguments.addAll(more);
        return arguments.toArray();
    }
}
