package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What wraps the keys of one tenant's individuals: the key of an epoch, unwrapped once, or the tenant's own in the time before epochs. */
final class TenantEpochs {

    /** In use are one epoch, and another while it is closed. */
    private static final int MOST = 4;

    private final UUID tenant;
    private final Aead tenantKey;
    private final EpochKeys files;
    private final KeyEncryptionKey root;
    private final TenantWrapping wrapping;
    private final Map<Long, Aead> opened = new ConcurrentHashMap<>();

    TenantEpochs(UUID tenant, Aead tenantKey, EpochKeys files, KeyEncryptionKey root, TenantWrapping wrapping) {
        this.tenant = tenant;
        this.tenantKey = tenantKey;
        this.files = files;
        this.root = root;
        this.wrapping = wrapping;
    }

    /** Empty if the key of the epoch was destroyed, or lost. */
    Optional<Aead> key(long epoch) {
        if (epoch == 0) {
            return Optional.of(tenantKey);
        }
        var known = opened.get(epoch);
        if (known != null) {
            return Optional.of(known);
        }
        var found = files.find(tenant, epoch).map(wrapped -> opened(epoch, wrapped));
        found.ifPresent(key -> keep(epoch, key));
        return found;
    }

    /** By the key-encryption key if the tenant's wrapping keyset does not do: another process may have given it a new key with a new epoch. */
    private Aead opened(long epoch, WrappedEpochKey wrapped) {
        return byTenant(epoch, wrapped).orElseGet(() -> files.open(tenant, epoch, wrapped, root.aead()));
    }

    private Optional<Aead> byTenant(long epoch, WrappedEpochKey wrapped) {
        if (wrapped.byTenant() == null || !wrapping.isOwn()) {
            return Optional.empty();
        }
        try {
            var keyset = Keysets.SEALING.unwrap(wrapped.byTenant(), wrapping.aead(), Binding.epochKey(tenant, epoch));
            return Optional.of(Keysets.sealer(keyset));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private void keep(long epoch, Aead key) {
        if (opened.size() >= MOST) {
            opened.clear();
        }
        opened.put(epoch, key);
    }
}
