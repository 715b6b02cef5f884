package dev.aviary.tenancy;

/**
 * Finch's {@code connection_id}. Documented as a UUID; kept as the opaque text that Finch sent, because nothing promises the shape.
 *
 * @param value 1 to 100 visible ASCII characters
 */
public record ConnectionId(String value) {

    public ConnectionId {
        if (!value.matches("[!-~]{1,100}")) {
            throw new IllegalArgumentException("A connection id has 1 to 100 visible ASCII characters without spaces");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
