package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rotates the sealing keyset of a tenant. What is to be done next follows from the keyset and the rows alone, so that it can be cut off anywhere. */
final class TenantRotation {

    private static final int ROUNDS = 3;

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final TinkKeys keys;
    private final Resealing resealing;
    private final Epochs epochs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TenantRotation(
            KeyEncryptionKey root,
            KeysetRows rows,
            TinkKeys keys,
            Resealing resealing,
            Epochs epochs,
            DataSource database,
            Clock clock) {
        this.root = root;
        this.rows = rows;
        this.keys = keys;
        this.resealing = resealing;
        this.epochs = epochs;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /** A keyset as it is stored. */
    private record Stored(UUID tenant, KeysetRows.Row row, TenantWrapping wrapping, KeysetHandle keyset) {

        int primary() {
            return keyset.getPrimary().getId();
        }

        List<Integer> numbers() {
            return Keysets.numbers(keyset);
        }

        List<Integer> old() {
            return numbers().subList(1, keyset.size());
        }
    }

    /** @see KeyUpkeep#rotate */
    KeyUpkeep.Rotated rotate(UUID tenant, Instant since, UpkeepWatch watch) {
        resealing.settleKeyset(tenant);
        var retired = finish(tenant, watch);
        var stored = stored(tenant);
        var at = stored.row().rotatedAt();
        if (stored.old().isEmpty() && (at == null || at.isBefore(since))) {
            promote(stored, watch);
            retired += finish(tenant, watch);
        }
        var now = stored(tenant);
        return new KeyUpkeep.Rotated(retired, now.old().size(), used(tenant, now.old()));
    }

    /** Seals what old keys sealed, then removes those that may go. @return how many went */
    private int finish(UUID tenant, UpkeepWatch watch) {
        var stored = stored(tenant);
        if (stored.old().isEmpty()) {
            return 0;
        }
        resealing.settleRows(tenant);
        reseal(tenant, stored, watch);
        if (epochs.wrappedByTenant(tenant) > 0) {
            epochs.close(tenant, Instant.EPOCH, watch);
        }
        return isForgottenElsewhere(stored) && used(tenant, stored.old()) == 0 ? retire(stored, watch) : 0;
    }

    /** Again while old keys are in use: a value that another wrote after it was read is not sealed anew by the round that read it. */
    private void reseal(UUID tenant, Stored stored, UpkeepWatch watch) {
        for (var round = 0; round < ROUNDS; round++) {
            var resealed = resealing.reseal(tenant, keys.reloadedNow(tenant), stored.old(), watch);
            if (resealed == 0 || values(tenant, stored.old()) == 0) {
                return;
            }
        }
    }

    /** Whether no process can have the keyset from before in its memory. */
    private boolean isForgottenElsewhere(Stored stored) {
        var at = stored.row().rotatedAt();
        return at == null || !at.plus(KeysProperties.FORGOTTEN_AFTER).isAfter(clock.instant());
    }

    private long used(UUID tenant, List<Integer> old) {
        return old.isEmpty() ? 0 : values(tenant, old) + epochs.wrappedByTenant(tenant);
    }

    private long values(UUID tenant, List<Integer> old) {
        return resealing.count(tenant, old).values().stream()
                .flatMap(tables -> tables.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private void promote(Stored stored, UpkeepWatch watch) {
        var keyset = Keysets.promoted(stored.keyset());
        var number = Integer.toUnsignedLong(keyset.getPrimary().getId());
        store(
                stored,
                keyset,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                () -> true,
                () -> watch.rotated(stored.tenant(), Integer.toUnsignedLong(stored.primary()), number));
    }

    /** Counts once more while it holds the tenant's row: nobody rotates meanwhile, and what was committed until then is seen. */
    private int retire(Stored stored, UpkeepWatch watch) {
        var keyset = Keysets.alone(stored.keyset().getPrimary());
        var isStored = store(
                stored,
                keyset,
                stored.row().rotatedAt(),
                () -> used(stored.tenant(), stored.old()) == 0,
                () -> stored.old().forEach(key -> watch.retired(stored.tenant(), Integer.toUnsignedLong(key))));
        return isStored ? stored.old().size() : 0;
    }

    private boolean store(
            Stored stored, KeysetHandle keyset, @Nullable Instant at, BooleanSupplier mayBe, Runnable tell) {
        var wrapped = stored.wrapping().wrap(Keysets.SEALING, keyset, TinkKeys.SEALING);
        var old = Objects.requireNonNull(stored.row().sealing());
        var isStored = Boolean.TRUE.equals(transaction.execute(status -> {
            var changed = rows.rotate(stored.tenant(), old, wrapped, at) && mayBe.getAsBoolean();
            if (changed) {
                tell.run();
            } else {
                status.setRollbackOnly();
            }
            return changed;
        }));
        keys.forget(stored.tenant());
        return isStored;
    }

    /** The numbers of the tenant's keys, the primary first, with what each seals. */
    Map<Integer, Map<String, Long>> counts(UUID tenant) {
        return resealing.count(tenant, stored(tenant).numbers());
    }

    private Stored stored(UUID tenant) {
        var row = rows.findCommitted(tenant).orElseThrow();
        if (row.shredded() || row.sealing() == null) {
            throw new KeyShreddedException(
                    "The keys of tenant " + tenant + " were shredded; there is nothing to rotate");
        }
        try {
            var wrapping = TenantWrapping.open(tenant, row.wrapping(), root.aead());
            return new Stored(tenant, row, wrapping, wrapping.unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING));
        } catch (GeneralSecurityException e) {
            throw new KeyUnusableException("The keyset of tenant " + tenant + " does not open with " + root
                    + "; restore its row in tenant_keyset from a backup");
        }
    }
}
