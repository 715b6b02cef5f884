package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what is wrapped out of one key-encryption key and into another, for one run. What the other opens already is left alone. */
final class Rewrapping {

    private final Aead from;
    private final Aead under;
    private final KeysetRows rows;
    private final InstallationKeyRows installation;
    private final EpochKeys epochs;
    private final TinkKeys keys;
    private final TransactionTemplate transaction;
    private final UpkeepWatch watch;
    private long count;
    private int broken;

    Rewrapping(
            Aead from,
            Aead under,
            KeysetRows rows,
            InstallationKeyRows installation,
            EpochKeys epochs,
            TinkKeys keys,
            TransactionTemplate transaction,
            UpkeepWatch watch) {
        this.from = from;
        this.under = under;
        this.rows = rows;
        this.installation = installation;
        this.epochs = epochs;
        this.keys = keys;
        this.transaction = transaction;
        this.watch = watch;
    }

    void tenant(UUID tenant) {
        var row = rows.findCommitted(tenant).orElseThrow();
        if (!row.shredded()) {
            keysets(tenant, row);
        }
        epochs.epochs(tenant).forEach(epoch -> epochKey(tenant, epoch));
        epochs.tidy(tenant);
    }

    /** One tenant's trouble is its own: it does not keep the others from being moved. */
    private void keysets(UUID tenant, KeysetRows.Row row) {
        try {
            if (row.wrapping() == null) {
                makeWrapping(tenant, row);
            } else {
                moveWrapping(tenant, row, row.wrapping());
            }
        } catch (GeneralSecurityException e) {
            broken++;
        }
    }

    /** From before there were wrapping keysets. */
    private void makeWrapping(UUID tenant, KeysetRows.Row row) throws GeneralSecurityException {
        var old = TenantWrapping.open(tenant, null, new EitherKey(under, List.of(from)));
        var made = TenantWrapping.make(tenant, under);
        var sealing = old.unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING);
        var tagging = old.unwrap(Keysets.TAGGING, row.tagging(), TinkKeys.TAGGING);
        store(
                tenant,
                row,
                made.stored(),
                made.wrap(Keysets.SEALING, sealing, TinkKeys.SEALING),
                made.wrap(Keysets.TAGGING, tagging, TinkKeys.TAGGING));
    }

    /** What it wraps stays as it is, but must open. */
    private void moveWrapping(UUID tenant, KeysetRows.Row row, byte[] wrapping) throws GeneralSecurityException {
        var moved = moving(Keysets.SEALING, wrapping, TenantWrapping.binding(tenant));
        var opened = TenantWrapping.open(tenant, moved, under);
        var sealing = opened.unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING);
        var tagging = opened.unwrap(Keysets.TAGGING, row.tagging(), TinkKeys.TAGGING);
        var kept = isEpochKeyGone(tenant, row) ? opened.alone(under) : opened;
        if (kept != opened) {
            store(
                    tenant,
                    row,
                    kept.stored(),
                    kept.wrap(Keysets.SEALING, sealing, TinkKeys.SEALING),
                    kept.wrap(Keysets.TAGGING, tagging, TinkKeys.TAGGING));
        } else if (moved != wrapping) {
            store(tenant, row, moved, row.sealing(), row.tagging());
        }
    }

    /** After a close that was cut off: the key that wrapped the epoch's must not come under another key-encryption key than that of its time. */
    private boolean isEpochKeyGone(UUID tenant, KeysetRows.Row row) {
        return row.closing() && epochs.epochs(tenant).stream().noneMatch(epoch -> epoch < row.epoch());
    }

    private void store(UUID tenant, KeysetRows.Row row, byte @Nullable [] wrapping, byte[] sealing, byte[] tagging) {
        transaction.executeWithoutResult(status -> require(rows.replace(tenant, row, wrapping, sealing, tagging)));
        keys.forget(tenant);
        tell(1);
    }

    private void epochKey(UUID tenant, long epoch) {
        var wrapped = epochs.find(tenant, epoch);
        if (wrapped.isPresent()) {
            var byKek = wrapped.get().byKek();
            var moved = moved(Keysets.SEALING, byKek, Binding.epochKey(tenant, epoch));
            if (moved != byKek) {
                epochs.replace(
                        tenant, epoch, new WrappedEpochKey(moved, wrapped.get().byTenant()));
                tell(1);
            }
        }
    }

    void installationKey(String name) {
        var wrapped = installation.find(name).orElseThrow();
        for (var kind : Keysets.OF_INSTALLATION) {
            try {
                var moved = moving(kind, wrapped, Binding.installationKey(name));
                if (moved != wrapped) {
                    transaction.executeWithoutResult(status -> require(installation.replace(name, wrapped, moved)));
                    tell(1);
                }
                return;
            } catch (GeneralSecurityException e) {
                // Of the other kind, or broken: then neither opens it.
            }
        }
        throw new KeyUnusableException(
                "The keyset '" + name
                        + "' of the installation opens with neither key-encryption key; restore its row in installation_key from a backup");
    }

    void check() {
        if (broken > 0) {
            throw new KeyUnusableException(
                    broken
                            + " keysets open with neither key-encryption key and stay as they are, all others were moved; 'aviary doctor' says which, restore them from a backup and run it again");
        }
        try {
            under.decrypt(rows.check().orElseThrow(), Binding.keyCheck());
        } catch (GeneralSecurityException e) {
            transaction.executeWithoutResult(status -> {
                rows.replaceCheck(KeyEncryptionKey.sealedCheck(under));
                watch.rewrapped(count);
            });
        }
    }

    private byte[] moved(Keysets kind, byte[] wrapped, byte[] binding) {
        try {
            return moving(kind, wrapped, binding);
        } catch (GeneralSecurityException e) {
            broken++;
            return wrapped;
        }
    }

    /** @return the given array if the new key wraps it already */
    private byte[] moving(Keysets kind, byte[] wrapped, byte[] binding) throws GeneralSecurityException {
        try {
            kind.unwrap(wrapped, under, binding);
            return wrapped;
        } catch (GeneralSecurityException e) {
            return kind.wrap(kind.unwrap(wrapped, from, binding), under, binding);
        }
    }

    private void require(boolean replaced) {
        if (!replaced) {
            throw new KeyUnusableException(
                    "A keyset was changed by somebody else while it was wrapped anew; run it again");
        }
    }

    /** How many keysets and epoch keys were wrapped anew. */
    long count() {
        return count;
    }

    private void tell(long more) {
        count += more;
        watch.done(more);
    }
}
