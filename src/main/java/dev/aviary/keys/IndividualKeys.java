package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
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
        return rows.shred(tenant, connection, individual);
    }

    Map<String, IndividualKey> of(String connection, Collection<String> individuals) {
        requireId(connection);
        individuals.forEach(IndividualKeys::requireId);
        // In one order for everybody, so that two transactions that make the same keys wait for each other instead of
        // deadlocking.
        var sorted = List.copyOf(new TreeSet<>(individuals));
        var keys = new LinkedHashMap<String, IndividualKey>();
        for (var from = 0; from < sorted.size(); from += MAX_PER_QUERY) {
            var part = sorted.subList(from, Math.min(from + MAX_PER_QUERY, sorted.size()));
            keys.putAll(ofPart(connection, part));
        }
        return keys;
    }

    private Map<String, IndividualKey> ofPart(String connection, List<String> individuals) {
        var keys = new LinkedHashMap<String, IndividualKey>();
        rows.find(connection, individuals).values().forEach(row -> keys.put(row.individual(), unwrap(connection, row)));
        var missing = new ArrayList<>(individuals);
        missing.removeAll(keys.keySet());
        if (!missing.isEmpty()) {
            keys.putAll(make(connection, missing));
        }
        return keys;
    }

    private Map<String, IndividualKey> make(String connection, List<String> missing) {
        return rows.inEpoch(tenant, epoch -> make(epoch, connection, missing));
    }

    private Map<String, IndividualKey> make(long epoch, String connection, List<String> missing) {
        var under = epochs.key(epoch)
                .orElseThrow(() -> new KeyUnusableException("The key of epoch " + epoch + " of tenant " + tenant
                        + " is missing; restore its file in aviary.keys.epochs from its backup"));
        var keys = new LinkedHashMap<String, IndividualKey>();
        var wrapped = new TreeMap<String, IndividualKeyRows.New>();
        for (var individual : missing) {
            var keyset = Keysets.SEALING.generate();
            var aead = sealer(keyset);
            var pseudonym = newPseudonym(connection, individual, aead);
            var binding = Binding.individualKey(tenant, connection, individual);
            wrapped.put(individual, new IndividualKeyRows.New(Keysets.SEALING.wrap(keyset, under, binding), pseudonym));
            keys.put(individual, key(connection, individual, aead, pseudonym));
        }
        if (rows.keep(tenant, epoch, connection, wrapped) < missing.size()) {
            rows.findCommitted(connection, missing)
                    .values()
                    .forEach(row -> keys.put(row.individual(), unwrap(connection, row)));
        }
        return keys;
    }

    private IndividualKey unwrap(String connection, IndividualKeyRows.Row row) {
        if (row.shredded() || row.wrapped() == null) {
            throw shredded(connection, row.individual());
        }
        var under = epochs.key(row.epoch());
        if (under.isEmpty()) {
            return unwrapClosed(connection, row);
        }
        try {
            var binding = Binding.individualKey(tenant, connection, row.individual());
            var keyset = Keysets.SEALING.unwrap(row.wrapped(), under.get(), binding);
            return key(connection, row.individual(), Keysets.sealer(keyset), row.pseudonym());
        } catch (GeneralSecurityException e) {
            throw unusable(connection, row);
        }
    }

    /** The epoch may have been closed after the row was read: then the row is there again, wrapped by the next epoch. */
    private IndividualKey unwrapClosed(String connection, IndividualKeyRows.Row row) {
        var now = rows.findCommitted(connection, List.of(row.individual())).get(row.individual());
        if (now != null && now.epoch() > row.epoch()) {
            return unwrap(connection, now);
        }
        throw new KeyUnusableException(
                "The key of individual " + row.individual() + " of connection " + connection
                        + " was wrapped in epoch " + row.epoch() + " of tenant " + tenant
                        + ", whose key is gone: a closed epoch's rows, as an old copy of the database has them, do not open. If the epoch was not closed, restore its file in aviary.keys.epochs from its backup");
    }

    private static KeyShreddedException shredded(String connection, String individual) {
        return new KeyShreddedException("The key of individual " + individual + " of connection " + connection
                + " was shredded; what it sealed is gone for good");
    }

    private KeyUnusableException unusable(String connection, IndividualKeyRows.Row row) {
        var whose = "The key of individual " + row.individual() + " of connection " + connection;
        return new KeyUnusableException(
                row.tenant().equals(tenant)
                        ? whose
                                + " does not open: its row in individual_key was changed or moved; restore the row from a backup"
                        : whose + " belongs to tenant " + row.tenant() + ", not to " + tenant);
    }

    private IndividualKey key(String connection, String individual, Aead aead, byte @Nullable [] pseudonym) {
        var sealer = new Sealer(
                aead,
                "individual " + individual + " of connection " + connection,
                Binding.ofIndividual(tenant, connection, individual));
        return new TinkIndividualKey(sealer, () -> pseudonym(connection, individual, aead, pseudonym));
    }

    private byte[] pseudonym(String connection, String individual, Aead aead, byte @Nullable [] known) {
        try {
            var sealed = known != null ? known : namedNow(connection, individual, aead);
            return aead.decrypt(sealed, Binding.pseudonym(tenant, connection, individual));
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException("The pseudonym of individual " + individual + " of connection " + connection
                    + " does not open: its row in individual_key was changed; restore the row from a backup");
        }
    }

    /** A key from before there were pseudonyms gets its own when it is first asked for one. */
    private byte[] namedNow(String connection, String individual, Aead aead) {
        var made = newPseudonym(connection, individual, aead);
        if (rows.name(connection, individual, made)) {
            return made;
        }
        var row = rows.findCommitted(connection, List.of(individual)).get(individual);
        if (row == null || row.pseudonym() == null) {
            throw shredded(connection, individual);
        }
        return row.pseudonym();
    }

    private byte[] newPseudonym(String connection, String individual, Aead aead) {
        try {
            return aead.encrypt(Random.randBytes(PSEUDONYM_BYTES), Binding.pseudonym(tenant, connection, individual));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot seal", e);
        }
    }

    private static Aead sealer(KeysetHandle keyset) {
        try {
            return Keysets.sealer(keyset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot seal", e);
        }
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An id of a key has 1 to 100 visible ASCII characters without spaces");
        }
    }
}
