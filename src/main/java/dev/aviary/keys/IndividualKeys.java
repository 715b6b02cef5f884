package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
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

/** Finds, makes and unwraps the keys of individuals of one tenant. Nothing is cached: a shredded key is noticed at the next read. */
final class IndividualKeys {

    private static final int MAX_PER_QUERY = 1_000;
    private static final Pattern ID = Pattern.compile("[!-~]{1,100}");

    private final UUID tenant;
    private final Aead tenantKey;
    private final IndividualKeyRows rows;

    IndividualKeys(UUID tenant, Aead tenantKey, IndividualKeyRows rows) {
        this.tenant = tenant;
        this.tenantKey = tenantKey;
        this.rows = rows;
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
        var keys = new LinkedHashMap<String, IndividualKey>();
        var wrapped = new TreeMap<String, byte[]>();
        for (var individual : missing) {
            var keyset = Keysets.SEALING.generate();
            wrapped.put(
                    individual,
                    Keysets.SEALING.wrap(keyset, tenantKey, Binding.individualKey(tenant, connection, individual)));
            keys.put(individual, key(connection, individual, sealer(keyset)));
        }
        if (rows.keep(tenant, connection, wrapped) < missing.size()) {
            rows.findCommitted(connection, missing)
                    .values()
                    .forEach(row -> keys.put(row.individual(), unwrap(connection, row)));
        }
        return keys;
    }

    private IndividualKey unwrap(String connection, IndividualKeyRows.Row row) {
        if (row.shredded() || row.wrapped() == null) {
            throw new KeyShreddedException("The key of individual " + row.individual() + " of connection " + connection
                    + " was shredded; what it sealed is gone for good");
        }
        try {
            var binding = Binding.individualKey(tenant, connection, row.individual());
            var keyset = Keysets.SEALING.unwrap(row.wrapped(), tenantKey, binding);
            return key(connection, row.individual(), Keysets.sealer(keyset));
        } catch (GeneralSecurityException e) {
            throw unusable(connection, row);
        }
    }

    private KeyUnusableException unusable(String connection, IndividualKeyRows.Row row) {
        var whose = "The key of individual " + row.individual() + " of connection " + connection;
        return new KeyUnusableException(
                row.tenant().equals(tenant)
                        ? whose
                                + " does not open: its row in individual_key was changed or moved; restore the row from a backup"
                        : whose + " belongs to tenant " + row.tenant() + ", not to " + tenant);
    }

    private IndividualKey key(String connection, String individual, Aead aead) {
        return new TinkIndividualKey(new Sealer(
                aead,
                "individual " + individual + " of connection " + connection,
                place -> Binding.ofIndividual(tenant, connection, individual, place)));
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
