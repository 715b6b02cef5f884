package dev.aviary.tenancy;

/**
 * One of our user's customers: an employer or a group. Everything belongs to exactly one tenant.
 *
 * @param name what the user calls it, unique without regard to case; 1 to 255 characters
 */
public record Tenant(TenantId id, String name) {}
