package dev.aviary.store;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which fields are sealed, by setting and by rule. */
final class SealedFields {

    private final Set<String> named;
    private final String version;

    SealedFields(Collection<String> named) {
        check(named);
        this.named = Set.copyOf(named);
        this.version = String.join(",", new TreeSet<>(named));
    }

    /** @throws IllegalArgumentException naming every field that does not exist, and those that do */
    static void check(Collection<String> names) {
        var valid = Tables.all().flatMap(Table::sealable).collect(Collectors.toCollection(TreeSet::new));
        var unknown = names.stream().filter(name -> !valid.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("aviary.store.sealed names what cannot be sealed: "
                    + String.join(", ", unknown) + ". Valid are " + String.join(", ", valid));
        }
    }

    /** Whether the field never shows in a column. */
    boolean seals(Table<?> table, Field<?> field) {
        return switch (field.sealing()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AS_SET, AS_SET_OR_SOLE -> named.contains(table.qualified(field.name()));
        };
    }

    boolean seals(Table<?> table, Extract<?> extract) {
        return named.contains(table.qualified(extract.column()));
    }

    /** Part of each content hash: rows written under another setting count as changed. */
    String version() {
        return version;
    }
}
