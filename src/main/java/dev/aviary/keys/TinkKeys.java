package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All keys, wrapped: the key-encryption key wraps one keyset per tenant, which wraps the two that are used and lies with them in the database, and the
 * tenant's epoch key, which lies apart in a file and wraps the keys of its individuals.
 */
final class TinkKeys implements Keys {

    static final String SEALING = "sealing";
    static final String TAGGING = "tagging";

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final IndividualKeyRows individuals;
    private final EpochKeys epochs;
    private final TenantKeyUses uses;
    private final RecentTenants<TinkTenantKeys> recent;

    /** Made once: a look-up that finds the tenant must not pay for the way to load it. */
    private final Function<UUID, TinkTenantKeys> unwrapOrMake = this::unwrapOrMake;

    /** The tenant asked for last: its values come one after another. */
    private volatile @Nullable CurrentTenantKeys latest;

    TinkKeys(
            KeyEncryptionKey root,
            KeysetRows rows,
            IndividualKeyRows individuals,
            EpochKeys epochs,
            TenantKeyUses uses,
            RecentTenants<TinkTenantKeys> recent) {
        this.epochs = epochs;
        this.uses = uses;
        this.root = root;
        this.rows = rows;
        this.individuals = individuals;
        this.recent = recent;
    }

    @Override
    public TenantKeys ofTenant(UUID tenant) {
        var known = latest;
        if (known != null && known.isKnown(tenant)) {
            return known;
        }
        var asked = new CurrentTenantKeys(tenant, this);
        latest = asked;
        return asked;
    }

    RecentTenants.Entry<TinkTenantKeys> entry(UUID tenant) {
        return recent.get(tenant, unwrapOrMake);
    }

    boolean isGood(RecentTenants.Entry<TinkTenantKeys> entry) {
        return recent.isGood(entry);
    }

    /** As they are stored now; asks the key-encryption key only if that is not what was loaded. */
    TinkTenantKeys reloaded(UUID tenant, TinkTenantKeys known) {
        var asked = recent.now();
        var stored = rows.findCommitted(tenant);
        if (stored.isEmpty() || known.isFrom(stored.get().sealing())) {
            return known;
        }
        recent.forget(tenant);
        return recent.renew(tenant, unwrap(tenant, stored.get(), root.aead()), asked)
                .keys();
    }

    private TinkTenantKeys unwrapOrMake(UUID tenant) {
        var key = root.aead();
        var row = rows.find(tenant).or(() -> rows.findCommitted(tenant)).orElseGet(() -> make(tenant, key));
        return unwrap(tenant, row, key);
    }

    /** Another process may have made them and sealed with them meanwhile. */
    private KeysetRows.Row make(UUID tenant, Aead key) {
        try {
            uses.requireNone(tenant);
        } catch (KeyUnusableException e) {
            return rows.findCommitted(tenant).orElseThrow(() -> e);
        }
        return makeFirst(tenant, key);
    }

    /** An epoch that was never used here: a file of that name may be left from another database. */
    private KeysetRows.Row makeFirst(UUID tenant, Aead key) {
        var left = epochs.epochs(tenant);
        var epoch = left.isEmpty() ? 1 : left.get(left.size() - 1) + 1;
        var wrapping = TenantWrapping.make(tenant, key);
        epochs.make(tenant, epoch, key, wrapping);
        rows.keep(
                tenant,
                epoch,
                wrapping,
                wrapping.wrap(Keysets.SEALING, Keysets.SEALING.generate(), SEALING),
                wrapping.wrap(Keysets.TAGGING, Keysets.TAGGING.generate(), TAGGING));
        return rows.findCommitted(tenant).orElseThrow();
    }

    /** @throws KeyUnusableException if a keyset of the row does not open */
    TinkTenantKeys unwrap(UUID tenant, KeysetRows.Row row, Aead key) {
        if (row.shredded()) {
            throw new KeyShreddedException(
                    "The keys of tenant " + tenant + " were shredded; what they sealed is gone for good");
        }
        try {
            var wrapping = TenantWrapping.open(tenant, row.wrapping(), key);
            var aead = SealingKeys.of(wrapping.unwrap(Keysets.SEALING, row.sealing(), SEALING));
            var tagging = wrapping.unwrap(Keysets.TAGGING, row.tagging(), TAGGING);
            return new TinkTenantKeys(
                    tenant,
                    aead,
                    Keysets.tagger(tagging),
                    new IndividualKeys(tenant, new TenantEpochs(tenant, aead, epochs, root, wrapping), individuals),
                    row.sealing());
        } catch (GeneralSecurityException e) {
            throw new KeyUnusableException(
                    "The keysets of tenant " + tenant + " do not open with " + root
                            + ": the row in tenant_keyset was changed or moved; restore the row from a backup. Other tenants are not affected");
        }
    }

    /** As they are stored now. */
    TinkTenantKeys reloadedNow(UUID tenant) {
        return reloaded(tenant, entry(tenant).keys());
    }

    void forget(UUID tenant) {
        recent.forget(tenant);
    }
}
