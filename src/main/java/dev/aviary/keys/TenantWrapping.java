package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What wraps the keysets of a tenant: a keyset made for that alone, which the key-encryption key wraps, so that one call of a key service opens all of them;
 * or the key-encryption key itself, as it was before there were such keysets. It gets a new primary key with every epoch, and loses the older ones when the
 * epoch before is closed.
 */
final class TenantWrapping {

    private static final String USE = "wrapping";

    private final UUID tenant;
    private final @Nullable KeysetHandle keyset;
    private final byte @Nullable [] stored;
    private final Aead aead;

    private TenantWrapping(UUID tenant, @Nullable KeysetHandle keyset, byte @Nullable [] stored, Aead aead) {
        this.tenant = tenant;
        this.keyset = keyset;
        this.stored = stored;
        this.aead = aead;
    }

    /**
     * @param stored null if there is none yet
     * @throws GeneralSecurityException if the key-encryption key does not open it
     */
    static TenantWrapping open(UUID tenant, byte @Nullable [] stored, Aead kek) throws GeneralSecurityException {
        if (stored == null) {
            return new TenantWrapping(tenant, null, null, kek);
        }
        var keyset = Keysets.SEALING.unwrap(stored, kek, binding(tenant));
        return new TenantWrapping(tenant, keyset, stored, SealingKeys.of(keyset));
    }

    static TenantWrapping make(UUID tenant, Aead kek) {
        return of(tenant, Keysets.SEALING.generate(), kek);
    }

    private static TenantWrapping of(UUID tenant, KeysetHandle keyset, Aead kek) {
        try {
            var stored = Keysets.SEALING.wrap(keyset, kek, binding(tenant));
            return new TenantWrapping(tenant, keyset, stored, SealingKeys.of(keyset));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A keyset that was just made cannot be used", e);
        }
    }

    /** With a new primary key, which wraps from here on. */
    TenantWrapping renewed(Aead kek) {
        return keyset == null ? make(tenant, kek) : of(tenant, Keysets.promoted(keyset), kek);
    }

    /** Without the keys from before the primary. */
    TenantWrapping alone(Aead kek) {
        return keyset == null || keyset.size() == 1 ? this : of(tenant, Keysets.alone(keyset.getPrimary()), kek);
    }

    /** The same keys under another key-encryption key. */
    TenantWrapping under(Aead kek) {
        return keyset == null ? new TenantWrapping(tenant, null, null, kek) : of(tenant, keyset, kek);
    }

    byte[] wrap(Keysets kind, KeysetHandle other, String use) {
        return kind.wrap(other, aead, Binding.tenantKeyset(tenant, use));
    }

    /** @throws GeneralSecurityException if it was wrapped by something else, or changed since */
    KeysetHandle unwrap(Keysets kind, byte @Nullable [] wrapped, String use) throws GeneralSecurityException {
        if (wrapped == null) {
            throw new GeneralSecurityException("no keyset");
        }
        return kind.unwrap(wrapped, aead, Binding.tenantKeyset(tenant, use));
    }

    /** Whether it is a keyset of its own. */
    boolean isOwn() {
        return keyset != null;
    }

    Aead aead() {
        return aead;
    }

    /** As it is in its row. */
    byte @Nullable [] stored() {
        return stored;
    }

    boolean isFrom(byte @Nullable [] other) {
        return Arrays.equals(stored, other);
    }

    static byte[] binding(UUID tenant) {
        return Binding.tenantKeyset(tenant, USE);
    }
}
