package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens and closes the epochs of tenants. */
final class Epochs {

    private static final int PAGE = 1_000;
    private static final int ATTEMPTS = 10;

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final IndividualKeyRows individuals;
    private final EpochKeys files;
    private final TinkKeys keys;
    private final TransactionTemplate transaction;
    private final CommittedForGood committed;
    private final SettledRows settled;

    Epochs(
            KeyEncryptionKey root,
            KeysetRows rows,
            IndividualKeyRows individuals,
            EpochKeys files,
            TinkKeys keys,
            DataSource database) {
        this.root = root;
        this.rows = rows;
        this.individuals = individuals;
        this.files = files;
        this.keys = keys;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.committed = new CommittedForGood(database);
        this.settled = new SettledRows(database);
    }

    /** @see KeyUpkeep#closeEpoch */
    int close(UUID tenant, Instant since, UpkeepWatch watch) {
        settled.of("tenant_keyset", List.of("tenant_id"), tenant);
        var row = rows.findCommitted(tenant).orElseThrow();
        if (row.shredded()) {
            return 0;
        }
        var begun = row.epochAt();
        var newest = begun != null && !begun.isBefore(since) ? row.epoch() : open(tenant, row);
        settled.of("individual_key", List.of("connection_id", "individual_id"), tenant);
        moveIndividuals(tenant, newest, watch);
        return destroyBefore(tenant, newest, watch);
    }

    /** Nobody makes keys in the epoch before once this has returned. */
    private long open(UUID tenant, KeysetRows.Row row) {
        var left = files.epochs(tenant);
        var next = Math.max(row.epoch(), left.isEmpty() ? 0 : left.get(left.size() - 1)) + 1;
        files.make(tenant, next, root.aead(), renew(tenant));
        transaction.executeWithoutResult(status -> rows.openEpoch(tenant, next));
        // Another may have opened a newer one meanwhile.
        return rows.findCommitted(tenant).orElseThrow().epoch();
    }

    /**
     * Gives the tenant's wrapping keyset a new key for the new epoch, so that the key of that is wrapped by nothing older copies of the database have; or
     * makes the keyset, for a tenant from before there were any.
     */
    private TenantWrapping renew(UUID tenant) {
        return change(tenant, wrapping -> wrapping.renewed(root.aead()));
    }

    /**
     * Takes the keys of earlier epochs out of the wrapping keyset: what is left of a destroyed file must not open for as long as the tenant lives, but only for
     * as long as the key-encryption key that wrapped it then.
     */
    private void forgetEarlier(UUID tenant) {
        change(tenant, wrapping -> wrapping.alone(root.aead()));
    }

    /** Once more if somebody else, as a rotation, changed the row meanwhile: what they stored has the keys from before. */
    private TenantWrapping change(UUID tenant, UnaryOperator<TenantWrapping> change) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var row = rows.findCommitted(tenant).orElseThrow();
            try {
                var old = TenantWrapping.open(tenant, row.wrapping(), root.aead());
                var now = change.apply(old);
                if (now == old || store(tenant, row, old, now)) {
                    return now;
                }
            } catch (GeneralSecurityException e) {
                throw new KeyUnusableException("The keysets of tenant " + tenant + " do not open with " + root
                        + ", so its epoch stays open; restore its row in tenant_keyset from a backup");
            }
        }
        throw new KeyUnusableException("The keysets of tenant " + tenant
                + " were changed by others again and again while its epoch was closed; close it again");
    }

    private boolean store(UUID tenant, KeysetRows.Row row, TenantWrapping old, TenantWrapping now)
            throws GeneralSecurityException {
        var sealing = now.wrap(
                Keysets.SEALING, old.unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING), TinkKeys.SEALING);
        var tagging = now.wrap(
                Keysets.TAGGING, old.unwrap(Keysets.TAGGING, row.tagging(), TinkKeys.TAGGING), TinkKeys.TAGGING);
        var isStored = Boolean.TRUE.equals(
                transaction.execute(status -> rows.replace(tenant, row, now.stored(), sealing, tagging)));
        keys.forget(tenant);
        return isStored;
    }

    /** Wraps the keys of all individuals by the key of this epoch, a transaction a page. */
    void moveIndividuals(UUID tenant, long epoch, UpkeepWatch watch) {
        var sealing = keys.reloadedNow(tenant);
        var moves = new Moves(tenant, epoch, sealing.epochs());
        var connection = "";
        var individual = "";
        while (true) {
            UpkeepStoppedException.check(watch);
            var page = individuals.outdated(tenant, epoch, connection, individual, PAGE);
            if (page.isEmpty()) {
                return;
            }
            var wrapped = new ArrayList<byte[]>(page.size());
            page.forEach(key -> wrapped.add(moves.move(key)));
            individuals.rewrap(page, wrapped, epoch);
            watch.done(page.size());
            connection = page.get(page.size() - 1).connection();
            individual = page.get(page.size() - 1).individual();
        }
    }

    private int destroyBefore(UUID tenant, long newest, UpkeepWatch watch) {
        requireUnused(tenant, newest, before(tenant, newest));
        transaction.executeWithoutResult(status -> tell(tenant, newest, watch));
        var closed = before(tenant, newest);
        if (!closed.isEmpty()) {
            committed.force();
            closed.forEach(epoch -> files.destroy(tenant, epoch));
            keys.forget(tenant);
        }
        files.tidy(tenant);
        forgetEarlier(tenant);
        rows.closed(tenant, newest);
        return closed.size();
    }

    private List<Long> before(UUID tenant, long newest) {
        return files.epochs(tenant).stream().filter(epoch -> epoch < newest).toList();
    }

    /**
     * Before the keys are destroyed, and once, however often a close is cut off behind this and begun again. Looks for them while it holds the tenant's row:
     * another process has either told of them, or not looked yet.
     */
    private void tell(UUID tenant, long newest, UpkeepWatch watch) {
        var told = rows.lockClosing(tenant);
        var untold =
                before(tenant, newest).stream().filter(epoch -> epoch > told).toList();
        if (!untold.isEmpty()) {
            var last = untold.get(untold.size() - 1);
            rows.closing(tenant, last);
            watch.epochClosed(tenant, last, individuals.count(tenant, newest));
        }
    }

    private void requireUnused(UUID tenant, long newest, List<Long> closed) {
        var all = new ArrayList<>(closed);
        all.add(0L);
        for (var epoch : all) {
            var left = individuals.count(tenant, epoch);
            if (left > 0) {
                throw new KeyUnusableException(
                        "Epoch " + epoch + " of tenant " + tenant + " is not closed: it still wraps " + left
                                + " keys of individuals that did not move to epoch " + newest + "; close it again");
            }
        }
    }

    /** Living keys of individuals, and those of them that an older epoch wraps. */
    long living(UUID tenant) {
        return individuals.living(tenant);
    }

    long outdated(UUID tenant, long epoch) {
        return living(tenant) - individuals.count(tenant, epoch);
    }

    /** Keys of individuals that the tenant's own key still wraps, from before there were epochs. */
    long wrappedByTenant(UUID tenant) {
        return individuals.count(tenant, 0);
    }

    EpochKeys files() {
        return files;
    }

    /** Takes keys of individuals out of one wrapping and into another. */
    private record Moves(UUID tenant, long epoch, TenantEpochs keys) {

        byte[] move(IndividualKeyRows.Outdated key) {
            var connection = key.connection();
            var individual = key.individual();
            var bindings = new IndividualBindings(tenant, connection);
            try {
                var opened = IndividualKeyForm.unwrap(key.wrapped(), under(key.epoch()), bindings, individual);
                return IndividualKeyForm.wrap(opened, under(epoch), bindings, individual);
            } catch (GeneralSecurityException e) {
                throw new KeyUnusableException("The key of individual " + individual + " of connection "
                        + connection + " does not open, so epoch " + key.epoch() + " of tenant " + tenant
                        + " stays open; restore its row in individual_key from a backup, or shred it");
            }
        }

        private Aead under(long epoch) {
            return keys.key(epoch)
                    .orElseThrow(() -> new KeyUnusableException("The key of epoch " + epoch + " of tenant " + tenant
                            + " is missing; restore its file in aviary.keys.epochs from its backup"));
        }
    }
}
