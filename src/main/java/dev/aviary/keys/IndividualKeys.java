package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds, makes and unwraps the keys of individuals of one tenant. None of them is cached, only the epoch keys that wrap them: a shredded key is noticed
 * at the next read.
 */
final class IndividualKeys {

    private static final int PSEUDONYM_BYTES = 16;
    private static final int MAX_PER_QUERY = 1_000;
    private static final Pattern ID = Pattern.compile("[!-~]{1,100}");

    private final UUID tenant;
    private final TenantEpochs epochs;
    private final IndividualKeyRows rows;

    IndividualKeys(UUID tenant, TenantEpochs epochs, IndividualKeyRows rows) {
        this.tenant = tenant;
        this.epochs = epochs;
        this.rows = rows;
    }

    TenantEpochs epochs() {
        return epochs;
    }

    boolean shred(String connection, String individual) {
        requireId(connection);
        requireId(individual);
        var isShredded = rows.shred(tenant, connection, individual);
        if (!isShredded && rows.isLiving(connection, individual)) {
            throw new KeyUnusableException("The key of individual " + individual + " of connection " + connection
                    + " was not shredded: its row in individual_key is not tenant " + tenant
                    + "'s, or half a tombstone; restore the row from a backup and shred it again");
        }
        return isShredded;
    }

    Map<String, IndividualKey> of(String connection, Collection<String> individuals) {
        requireId(connection);
        individuals.forEach(IndividualKeys::requireId);
        var bindings = new IndividualBindings(tenant, connection);
        // In one order for everybody, so that two transactions that make the same keys wait for each other instead of
        // deadlocking.
        var sorted = List.copyOf(new TreeSet<>(individuals));
        var keys = new LinkedHashMap<String, IndividualKey>();
        for (var from = 0; from < sorted.size(); from += MAX_PER_QUERY) {
            var part = sorted.subList(from, Math.min(from + MAX_PER_QUERY, sorted.size()));
            keys.putAll(ofPart(bindings, part));
        }
        return keys;
    }

    private Map<String, IndividualKey> ofPart(IndividualBindings bindings, List<String> individuals) {
        var keys = new LinkedHashMap<String, IndividualKey>();
        rows.find(bindings.connection(), individuals)
                .values()
                .forEach(row -> keys.put(row.individual(), unwrap(bindings, row)));
        var missing = new ArrayList<>(individuals);
        missing.removeAll(keys.keySet());
        if (!missing.isEmpty()) {
            keys.putAll(make(bindings, missing));
        }
        return keys;
    }

    private Map<String, IndividualKey> make(IndividualBindings bindings, List<String> missing) {
        return rows.inEpoch(tenant, epoch -> make(epoch, bindings, missing));
    }

    private Map<String, IndividualKey> make(long epoch, IndividualBindings bindings, List<String> missing) {
        var under = epochs.key(epoch)
                .orElseThrow(() -> new KeyUnusableException("The key of epoch " + epoch + " of tenant " + tenant
                        + " is missing; restore its file in aviary.keys.epochs from its backup"));
        var keys = new LinkedHashMap<String, IndividualKey>();
        var wrapped = new TreeMap<String, IndividualKeyRows.New>();
        for (var individual : missing) {
            var key = IndividualKeyForm.generate();
            var aead = IndividualKeyForm.sealer(key);
            var pseudonym = newPseudonym(bindings, individual, aead);
            wrapped.put(individual, new IndividualKeyRows.New(wrap(key, under, bindings, individual), pseudonym));
            keys.put(individual, key(bindings, individual, aead, pseudonym));
        }
        if (rows.keep(tenant, epoch, bindings.connection(), wrapped) < missing.size()) {
            rows.findCommitted(bindings.connection(), missing)
                    .values()
                    .forEach(row -> keys.put(row.individual(), unwrap(bindings, row)));
        }
        return keys;
    }

    IndividualKey unwrap(IndividualBindings bindings, IndividualKeyRows.Row row) {
        if (row.shredded() || row.wrapped() == null) {
            throw shredded(bindings, row.individual());
        }
        var under = epochs.key(row.epoch());
        if (under.isEmpty()) {
            return unwrapClosed(bindings, row);
        }
        try {
            var key = IndividualKeyForm.unwrap(row.wrapped(), under.get(), bindings, row.individual());
            return key(bindings, row.individual(), IndividualKeyForm.sealer(key), row.pseudonym());
        } catch (GeneralSecurityException e) {
            throw unusable(bindings, row);
        }
    }

    /** The epoch may have been closed after the row was read: then the row is there again, wrapped by the next epoch. */
    private IndividualKey unwrapClosed(IndividualBindings bindings, IndividualKeyRows.Row row) {
        var now = rows.findCommitted(bindings.connection(), List.of(row.individual()))
                .get(row.individual());
        if (now != null && now.epoch() > row.epoch()) {
            return unwrap(bindings, now);
        }
        throw new KeyUnusableException(
                "The key of individual " + row.individual() + " of connection " + bindings.connection()
                        + " was wrapped in epoch " + row.epoch() + " of tenant " + tenant
                        + ", whose key is gone: a closed epoch's rows, as an old copy of the database has them, do not open. If the epoch was not closed, restore its file in aviary.keys.epochs from its backup");
    }

    private static KeyShreddedException shredded(IndividualBindings bindings, String individual) {
        return new KeyShreddedException("The key of individual " + individual + " of connection "
                + bindings.connection() + " was shredded; what it sealed is gone for good");
    }

    private KeyUnusableException unusable(IndividualBindings bindings, IndividualKeyRows.Row row) {
        var whose = "The key of individual " + row.individual() + " of connection " + bindings.connection();
        return new KeyUnusableException(
                row.tenant().equals(tenant)
                        ? whose
                                + " does not open: its row in individual_key was changed or moved; restore the row from a backup"
                        : whose + " belongs to tenant " + row.tenant() + ", not to " + tenant);
    }

    private IndividualKey key(
            IndividualBindings bindings, String individual, PlaceAead aead, byte @Nullable [] pseudonym) {
        var sealer = new Sealer(
                aead,
                () -> "individual " + individual + " of connection " + bindings.connection(),
                bindings.values(individual));
        return new TinkIndividualKey(sealer, () -> pseudonym(bindings, individual, aead, pseudonym));
    }

    private byte[] pseudonym(IndividualBindings bindings, String individual, Aead aead, byte @Nullable [] known) {
        try {
            var sealed = known != null ? known : namedNow(bindings, individual, aead);
            return aead.decrypt(sealed, bindings.pseudonym(individual));
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException(
                    "The pseudonym of individual " + individual + " of connection " + bindings.connection()
                            + " does not open: its row in individual_key was changed; restore the row from a backup");
        }
    }

    /** A key from before there were pseudonyms gets its own when it is first asked for one. */
    private byte[] namedNow(IndividualBindings bindings, String individual, Aead aead) {
        var made = newPseudonym(bindings, individual, aead);
        if (rows.name(bindings.connection(), individual, made)) {
            return made;
        }
        var row = rows.findCommitted(bindings.connection(), List.of(individual)).get(individual);
        if (row == null || row.pseudonym() == null) {
            throw shredded(bindings, individual);
        }
        return row.pseudonym();
    }

    private byte[] newPseudonym(IndividualBindings bindings, String individual, Aead aead) {
        try {
            return aead.encrypt(Random.randBytes(PSEUDONYM_BYTES), bindings.pseudonym(individual));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot seal", e);
        }
    }

    private byte[] wrap(AesGcmKey key, Aead under, IndividualBindings bindings, String individual) {
        try {
            return IndividualKeyForm.wrap(key, under, bindings, individual);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot be wrapped", e);
        }
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An id of a key has 1 to 100 visible ASCII characters without spaces");
        }
    }
}
