package dev.aviary.keys;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The associated data of a sealed value: what it is, then its parts, each behind its length, so that no two lists of parts have the
 * same encoding. The first part tells the kinds apart; a value of one kind never opens as another.
 *
 * <p>An instance is what the values of one owner have in common, encoded once.
 */
final class Binding {

    private final byte[] common;

    private Binding(byte[] common) {
        this.common = common;
    }

    static byte[] keyCheck() {
        return encoded("key-check");
    }

    static byte[] tenantKeyset(UUID tenant, String use) {
        return encoded("tenant-keyset", tenant.toString(), use);
    }

    static byte[] installationKey(String name) {
        return encoded("installation-key", name);
    }

    static byte[] keyExport() {
        return encoded("key-export");
    }

    static byte[] epochKey(UUID tenant, long epoch) {
        return encoded("epoch-key", tenant.toString(), Long.toString(epoch));
    }

    static byte[] ofTag(String purpose, byte[] value) {
        var named = encoded(purpose);
        var encoded = Arrays.copyOf(named, named.length + value.length);
        System.arraycopy(value, 0, encoded, named.length, value.length);
        return encoded;
    }

    /** Values under a key of the installation. */
    static Binding ofInstallation(String key) {
        return new Binding(encoded("installation-value", key));
    }

    /** Values of a tenant. */
    static Binding ofTenant(UUID tenant) {
        return new Binding(encoded("tenant-value", tenant.toString()));
    }

    /** What belongs to the individuals of a connection; which of them is said by {@link #of}. */
    static Binding ofIndividuals(String kind, UUID tenant, String connection) {
        return new Binding(encoded(kind, tenant.toString(), connection));
    }

    byte[] of(String individual) {
        return with(common, individual);
    }

    /** Values of one of the individuals. */
    Binding valuesOf(String individual) {
        return new Binding(of(individual));
    }

    /** @throws IllegalArgumentException for an unpaired surrogate */
    byte[] at(Place place) {
        var encoding = new Encoding();
        encoding.encode(this, place);
        return encoding.toArray();
    }

    /** What the values of the owner have in common, wherever they are. */
    byte[] common() {
        return common;
    }

    private static byte[] encoded(String... parts) {
        return with(new byte[0], parts);
    }

    private static byte[] with(byte[] before, String... parts) {
        var encoding = new Encoding();
        encoding.begin(before);
        encoding.add(List.of(parts));
        return encoding.toArray();
    }
}
