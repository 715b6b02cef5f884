package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wraps everything under another key-encryption key. What the new key opens already is left alone; the key check comes last, so that a run cut off is found out. */
final class Rewrap {

    private final KeyEncryptionKey root;
    private final KekProviders providers;
    private final KeysetRows rows;
    private final InstallationKeyRows installation;
    private final Epochs epochs;
    private final TinkKeys keys;
    private final TransactionTemplate transaction;

    Rewrap(
            KeyEncryptionKey root,
            KekProviders providers,
            KeysetRows rows,
            InstallationKeyRows installation,
            Epochs epochs,
            TinkKeys keys,
            DataSource database) {
        this.root = root;
        this.providers = providers;
        this.rows = rows;
        this.installation = installation;
        this.epochs = epochs;
        this.keys = keys;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** @see KeyUpkeep#rewrap */
    long rewrap(@Nullable String to, UpkeepWatch watch) {
        if (to != null && providers.isMissing(to)) {
            providers.create(to);
        }
        var under = to == null ? root.alone() : providers.aead(to);
        var work = new Work(opening(to, under), under, watch);
        for (var tenant : rows.tenants()) {
            UpkeepStoppedException.check(watch);
            work.tenant(tenant);
        }
        installation.names().forEach(work::installationKey);
        work.check();
        return work.count;
    }

    /** A run that is taken up again after the key check was moved finds only the new key. */
    private Aead opening(@Nullable String to, Aead under) {
        if (to == null) {
            return root.aead();
        }
        try {
            under.decrypt(rows.check().orElseThrow(), Binding.keyCheck());
            return under;
        } catch (GeneralSecurityException e) {
            return root.aead();
        }
    }

    private final class Work {

        private final Aead from;
        private final Aead under;
        private final UpkeepWatch watch;
        private long count;

        Work(Aead from, Aead under, UpkeepWatch watch) {
            this.from = from;
            this.under = under;
            this.watch = watch;
        }

        void tenant(UUID tenant) {
            var row = rows.findCommitted(tenant).orElseThrow();
            if (row.sealing() != null && row.tagging() != null) {
                var sealing = moved(Keysets.SEALING, row.sealing(), Binding.tenantKeyset(tenant, TinkKeys.SEALING));
                var tagging = moved(Keysets.TAGGING, row.tagging(), Binding.tenantKeyset(tenant, TinkKeys.TAGGING));
                if (sealing != row.sealing() || tagging != row.tagging()) {
                    transaction.executeWithoutResult(status -> require(rows.replace(tenant, row, sealing, tagging)));
                    keys.forget(tenant);
                    tell(2);
                }
            }
            epochs.files().epochs(tenant).forEach(epoch -> epochKey(tenant, epoch));
        }

        private void epochKey(UUID tenant, long epoch) {
            var wrapped = epochs.files().read(tenant, epoch);
            if (wrapped.isPresent()) {
                var moved = moved(Keysets.SEALING, wrapped.get(), Binding.epochKey(tenant, epoch));
                if (moved != wrapped.get()) {
                    epochs.files().replace(tenant, epoch, moved);
                    tell(1);
                }
            }
        }

        void installationKey(String name) {
            var wrapped = installation.find(name).orElseThrow();
            for (var kind : new Keysets[] {Keysets.VOUCHING, Keysets.SIGNING}) {
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
                throw new KeyUnusableException(
                        "A keyset opens with neither key-encryption key, and nothing more was moved; 'aviary doctor' says which, restore its row from a backup");
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

        private void tell(long more) {
            count += more;
            watch.done(more);
        }
    }
}
