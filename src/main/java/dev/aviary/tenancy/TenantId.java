package dev.aviary.tenancy;

import java.util.UUID;

/** Identity of a tenant, given by Aviary when the tenant is first seen. */
public record TenantId(UUID value) {

    /** @throws IllegalArgumentException if the text is not a UUID; the message names the text */
    public static TenantId parse(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
