package dev.aviary.tenancy;

/**
 * Finch's {@code entity_id}. Documented as a UUID; kept as the opaque text that Finch sent, because nothing promises the shape.
 *
 * @param value 1 to 100 visible ASCII characters
 */
public record EntityId(String value) {

    /** The one entity of a connection in Finch's single-entity mode, which names none. No entity id of Finch's is this short. */
    public static final EntityId ONLY = new EntityId("-");

    public EntityId {
        if (!value.matches("[!-~]{1,100}")) {
            throw new IllegalArgumentException("A entity id has 1 to 100 visible ASCII characters without spaces");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
