package dev.aviary.sync;

import dev.aviary.tenancy.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection was read: the next page to read. Committed together with the rows before it.
 *
 * @param entity null before the first entity
 */
record Cursor(@Nullable EntityId entity, Stage stage, int page) {

    static final Cursor START = new Cursor(null, Stage.COMPANY, 0);

    static Cursor startOf(EntityId entity) {
        return new Cursor(entity, Stage.COMPANY, 0);
    }

    /** Whether this entity was read completely already; entities are read in the order of their ids. */
    boolean isPast(EntityId other) {
        return entity != null && entity.value().compareTo(other.value()) > 0;
    }

    boolean isIn(EntityId other) {
        return entity != null && entity.equals(other);
    }
}
