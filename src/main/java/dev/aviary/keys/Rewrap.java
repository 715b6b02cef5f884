package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wraps everything under another key-encryption key, or under the newest version of the one there is, and retires the versions before. The key check comes
 * last, so that a run cut off is found out.
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
        var moves =
                new Rewrapping(opening(to, under), under, rows, installation, epochs.files(), keys, transaction, watch);
        var tenants = rows.tenants();
        for (var i = 0; i < tenants.size(); i++) {
            UpkeepStoppedException.check(watch);
            watch.tenants(i, tenants.size());
            moves.tenant(tenants.get(i));
        }
        watch.tenants(tenants.size(), tenants.size());
        installation.names().forEach(moves::installationKey);
        moves.check();
        return versions.map(each -> retirement.retire(each, moves.count(), watch))
                .orElseGet(() -> new KeyUpkeep.Rewrapped(moves.count(), 0, 0, 0));
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
}
