package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All keys, wrapped in the database: the key-encryption key wraps two keysets per tenant, the tenant's sealing keyset wraps its individuals' keys. */
final class TinkKeys implements Keys {

    private static final String SEALING = "sealing";
    private static final String TAGGING = "tagging";

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final IndividualKeyRows individuals;
    private final RecentTenants recent;

    TinkKeys(KeyEncryptionKey root, KeysetRows rows, IndividualKeyRows individuals, RecentTenants recent) {
        this.root = root;
        this.rows = rows;
        this.individuals = individuals;
        this.recent = recent;
    }

    @Override
    public TenantKeys ofTenant(UUID tenant) {
        return recent.get(tenant, this::unwrapOrMake);
    }

    private TenantKeys unwrapOrMake(UUID tenant) {
        var key = root.aead();
        var row = rows.find(tenant).or(() -> rows.findCommitted(tenant)).orElseGet(() -> make(tenant, key));
        return unwrap(tenant, row, key);
    }

    private KeysetRows.Row make(UUID tenant, Aead key) {
        rows.keep(
                tenant,
                Keysets.SEALING.wrap(Keysets.SEALING.generate(), key, Binding.tenantKeyset(tenant, SEALING)),
                Keysets.TAGGING.wrap(Keysets.TAGGING.generate(), key, Binding.tenantKeyset(tenant, TAGGING)));
        return rows.findCommitted(tenant).orElseThrow();
    }

    /** @throws KeyUnusableException if a keyset of the row does not open */
    TenantKeys unwrap(UUID tenant, KeysetRows.Row row, Aead key) {
        if (row.shredded()) {
            throw new KeyShreddedException(
                    "The keys of tenant " + tenant + " were shredded; what they sealed is gone for good");
        }
        try {
            var sealing = Keysets.SEALING.unwrap(present(row.sealing()), key, Binding.tenantKeyset(tenant, SEALING));
            var tagging = Keysets.TAGGING.unwrap(present(row.tagging()), key, Binding.tenantKeyset(tenant, TAGGING));
            var aead = Keysets.sealer(sealing);
            return new TinkTenantKeys(
                    new Sealer(aead, "tenant " + tenant, place -> Binding.ofTenant(tenant, place)),
                    Keysets.tagger(tagging),
                    new IndividualKeys(tenant, aead, individuals));
        } catch (GeneralSecurityException e) {
            throw new KeyUnusableException(
                    "The keysets of tenant " + tenant + " do not open with " + root
                            + ": the row in tenant_keyset was changed or moved; restore the row from a backup. Other tenants are not affected");
        }
    }

    private static byte[] present(byte @Nullable [] wrapped) throws GeneralSecurityException {
        if (wrapped == null) {
            throw new GeneralSecurityException("no keyset");
        }
        return wrapped;
    }
}
