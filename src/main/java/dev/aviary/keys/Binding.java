package dev.aviary.keys;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The associated data of a sealed value: what it is, then its parts, each behind its length, so that no two lists of parts have the
 * same encoding. The first part tells the kinds apart; a value of one kind never opens as another.
 *
 * <p>An instance is what the values of one owner have in common, encoded once. Made for every value that is sealed or opened, so it is as cheap as
 * copying: see {@code SealingBenchmark}.
 */
final class Binding {

    private static final int LENGTH_BYTES = 4;

    private final byte[] common;

    /** Values of one table come one after another. Threads may race for it: each sees a table with what belongs to it. */
    private @Nullable OfTable latest;

    private Binding(byte[] common) {
        this.common = common;
    }

    /** What the values of one owner in one table have in common. */
    private record OfTable(String table, byte[] common) {}

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
        return with(List.of(individual), common);
    }

    /** Values of one of the individuals. */
    Binding valuesOf(String individual) {
        return new Binding(of(individual));
    }

    /** @throws IllegalArgumentException for an unpaired surrogate: it would be encoded like a question mark, and two places would be one */
    byte[] at(Place place) {
        return with(place.row(), inTable(place.table()));
    }

    private byte[] inTable(String table) {
        var known = latest;
        if (known != null && known.table().equals(table)) {
            return known.common();
        }
        var made = new OfTable(table, with(List.of(table), common));
        latest = made;
        return made.common();
    }

    private static byte[] with(List<String> parts, byte[] before) {
        var utf8 = new byte[parts.size()][];
        var size = before.length;
        for (var i = 0; i < utf8.length; i++) {
            utf8[i] = utf8(parts.get(i));
            size += LENGTH_BYTES + utf8[i].length;
        }
        var encoded = Arrays.copyOf(before, size);
        var at = before.length;
        for (var part : utf8) {
            at = put(part, encoded, at);
        }
        return encoded;
    }

    private static byte[] encoded(String... parts) {
        return with(List.of(parts), new byte[0]);
    }

    private static int put(byte[] part, byte[] into, int at) {
        into[at] = (byte) (part.length >>> 24);
        into[at + 1] = (byte) (part.length >>> 16);
        into[at + 2] = (byte) (part.length >>> 8);
        into[at + 3] = (byte) part.length;
        System.arraycopy(part, 0, into, at + LENGTH_BYTES, part.length);
        return at + LENGTH_BYTES + part.length;
    }

    /** {@code getBytes} writes a question mark for what has no encoding: then the bytes do not read as the same text. */
    private static byte[] utf8(String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1).equals(part) ? bytes : strict(part);
    }

    private static byte[] strict(String part) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
            return Arrays.copyOf(bytes.array(), bytes.remaining());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A part of a place is not valid Unicode text", e);
        }
    }
}
