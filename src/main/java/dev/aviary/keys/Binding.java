package dev.aviary.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The associated data of a sealed value: what it is, then its parts, each behind its length, so that no two lists of parts have the
 * same encoding. The first part tells the kinds apart; a value of one kind never opens as another.
 */
final class Binding {

    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream(192);

    private Binding() {}

    static byte[] keyCheck() {
        return new Binding().with("key-check").bytes();
    }

    static byte[] tenantKeyset(UUID tenant, String use) {
        return new Binding()
                .with("tenant-keyset")
                .with(tenant.toString())
                .with(use)
                .bytes();
    }

    static byte[] installationKey(String name) {
        return new Binding().with("installation-key").with(name).bytes();
    }

    static byte[] epochKey(UUID tenant, long epoch) {
        return new Binding()
                .with("epoch-key")
                .with(tenant.toString())
                .with(Long.toString(epoch))
                .bytes();
    }

    static byte[] pseudonym(UUID tenant, String connection, String individual) {
        return new Binding()
                .with("pseudonym")
                .with(tenant.toString())
                .with(connection)
                .with(individual)
                .bytes();
    }

    static byte[] individualKey(UUID tenant, String connection, String individual) {
        return new Binding()
                .with("individual-key")
                .with(tenant.toString())
                .with(connection)
                .with(individual)
                .bytes();
    }

    static byte[] ofTenant(UUID tenant, Place place) {
        return new Binding()
                .with("tenant-value")
                .with(tenant.toString())
                .with(place)
                .bytes();
    }

    static byte[] ofIndividual(UUID tenant, String connection, String individual, Place place) {
        return new Binding()
                .with("individual-value")
                .with(tenant.toString())
                .with(connection)
                .with(individual)
                .with(place)
                .bytes();
    }

    static byte[] ofTag(String purpose, byte[] value) {
        var binding = new Binding().with(purpose);
        binding.encoded.writeBytes(value);
        return binding.bytes();
    }

    private Binding with(Place place) {
        with(place.table());
        place.row().forEach(this::with);
        return this;
    }

    /** An unpaired surrogate is refused: it would be encoded like a question mark, and two places would be one. */
    private Binding with(String part) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
            encoded.writeBytes(ByteBuffer.allocate(4).putInt(bytes.remaining()).array());
            encoded.write(bytes.array(), 0, bytes.remaining());
            return this;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A part of a place is not valid Unicode text", e);
        }
    }

    private byte[] bytes() {
        return encoded.toByteArray();
    }
}
