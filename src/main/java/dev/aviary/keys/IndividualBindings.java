package dev.aviary.keys;

import java.util.UUID;

/** What belongs to individuals of one connection is bound to: what a page of them has in common is encoded once. */
final class IndividualBindings {

    private final String connection;
    private final Binding keys;
    private final Binding keysets;
    private final Binding pseudonyms;
    private final Binding values;

    IndividualBindings(UUID tenant, String connection) {
        this.connection = connection;
        this.keys = Binding.ofIndividuals("individual-key-bytes", tenant, connection);
        this.keysets = Binding.ofIndividuals("individual-key", tenant, connection);
        this.pseudonyms = Binding.ofIndividuals("pseudonym", tenant, connection);
        this.values = Binding.ofIndividuals("individual-value", tenant, connection);
    }

    String connection() {
        return connection;
    }

    byte[] key(String individual) {
        return keys.of(individual);
    }

    /** The same key, wrapped as a keyset. */
    byte[] keyset(String individual) {
        return keysets.of(individual);
    }

    byte[] pseudonym(String individual) {
        return pseudonyms.of(individual);
    }

    Binding values(String individual) {
        return values.valuesOf(individual);
    }
}
