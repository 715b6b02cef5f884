package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wraps everything under another key-encryption key, or under the newest version of the one there is. What that opens already is left alone; the key check
 * comes last, so that a run cut off is found out.
 */
final class Rewrap {

    private final KeyEncryptionKey root;
    private final KekProviders providers;
    private final KeysetRows rows;
    private final InstallationKeyRows installation;
    private final Epochs epochs;
    private final TinkKeys keys;
    private final KekUse use;
    private final KekRetirement retirement;
    private final SettledRows settled;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rewrap(
            KeyEncryptionKey root,
            KekProviders providers,
            KeysetRows rows,
            InstallationKeyRows installation,
            Epochs epochs,
            TinkKeys keys,
            DataSource database,
            Clock clock) {
        this.root = root;
        this.providers = providers;
        this.rows = rows;
        this.installation = installation;
        this.epochs = epochs;
        this.keys = keys;
        this.use = new KekUse(rows, installation, epochs.files());
        this.retirement = new KekRetirement(use, database, clock);
        this.settled = new SettledRows(database);
        this.clock = clock;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** @see KeyUpkeep#afterKekVersion */
    Instant afterNewest(Instant now) {
        return root.versions().map(versions -> versions.afterNewest(now)).orElse(now);
    }

    /** @see KeyUpkeep#newKekVersion */
    KeyUpkeep.Rewrapped newVersion(Instant since, UpkeepWatch watch) {
        var versions = root.versions()
                .orElseThrow(() -> new KeyUnusableException(
                        root + " is kept by a key service, which makes new versions itself; ask it for one"));
        root.aead();
        versions.add(since, clock.instant());
        if (!versions.newestSince().isBefore(since.truncatedTo(ChronoUnit.SECONDS))) {
            // Also if an attempt before this one made it: that may have been killed before it could tell.
            var newest = versions.each().keySet().iterator().next();
            transaction.executeWithoutResult(status -> watch.kekVersionMade(Integer.toUnsignedLong(newest)));
        }
        return rewrap(null, watch);
    }

    /** @see KeyUpkeep#rewrap */
    KeyUpkeep.Rewrapped rewrap(@Nullable String to, UpkeepWatch watch) {
        if (to != null && providers.isMissing(to)) {
            providers.create(to);
        }
        var versions = to == null ? root.versions() : providers.versions(to);
        versions.ifPresent(KeyFileVersions::tidy);
        var under = to == null ? root.alone() : providers.newest(to);
        List.of("key_check", "tenant_keyset", "installation_key").forEach(settled::of);
        var work = new Work(opening(to, under), under, watch);
        var tenants = rows.tenants();
        for (var i = 0; i < tenants.size(); i++) {
            UpkeepStoppedException.check(watch);
            watch.tenants(i, tenants.size());
            work.tenant(tenants.get(i));
        }
        watch.tenants(tenants.size(), tenants.size());
        installation.names().forEach(work::installationKey);
        work.check();
        return versions.map(each -> retirement.retire(each, work.count, watch))
                .orElseGet(() -> new KeyUpkeep.Rewrapped(work.count, 0, 0, 0));
    }

    boolean isLocal() {
        return root.versions().isPresent();
    }

    /** How many keysets each version wraps, the newest version first; empty for a key of a key service. */
    Map<Long, Long> versions() {
        var counts = new LinkedHashMap<Long, Long>();
        root.versions().ifPresent(versions -> use.count(versions.each())
                .byVersion()
                .forEach((version, count) -> counts.put(Integer.toUnsignedLong(version), count)));
        return counts;
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
        private int broken;

        Work(Aead from, Aead under, UpkeepWatch watch) {
            this.from = from;
            this.under = under;
            this.watch = watch;
        }

        void tenant(UUID tenant) {
            var row = rows.findCommitted(tenant).orElseThrow();
            if (!row.shredded()) {
                keysets(tenant, row);
            }
            epochs.files().epochs(tenant).forEach(epoch -> epochKey(tenant, epoch));
            epochs.files().tidy(tenant);
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
            opened.unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING);
            opened.unwrap(Keysets.TAGGING, row.tagging(), TinkKeys.TAGGING);
            if (moved != wrapping) {
                store(tenant, row, moved, row.sealing(), row.tagging());
            }
        }

        private void store(
                UUID tenant, KeysetRows.Row row, byte @Nullable [] wrapping, byte[] sealing, byte[] tagging) {
            transaction.executeWithoutResult(status -> require(rows.replace(tenant, row, wrapping, sealing, tagging)));
            keys.forget(tenant);
            tell(1);
        }

        private void epochKey(UUID tenant, long epoch) {
            var wrapped = epochs.files().find(tenant, epoch);
            if (wrapped.isPresent()) {
                var byKek = wrapped.get().byKek();
                var moved = moved(Keysets.SEALING, byKek, Binding.epochKey(tenant, epoch));
                if (moved != byKek) {
                    epochs.files()
                            .replace(
                                    tenant,
                                    epoch,
                                    new WrappedEpochKey(moved, wrapped.get().byTenant()));
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

        private void tell(long more) {
            count += more;
            watch.done(more);
        }
    }
}
