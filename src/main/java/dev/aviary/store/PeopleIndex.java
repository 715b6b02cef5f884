package dev.aviary.store;

import java.util.List;

/** The tags of people, in memory; whose they are is asked in the database. A look-up costs a keyed hash for each tenant. Thread-safe. */
public interface PeopleIndex {

    /** Whether it knows nobody. */
    boolean isEmpty();

    /** How many tags there are. */
    int size();

    /** Punctuation does not matter. Tenant by tenant, in the order of connection, entity and id. */
    List<IndividualRef> bySsn(String ssn);

    /** People of whom it is sealed: nobody whose work address it is, nor anybody whose addresses stand in the clear. In the same order. */
    List<IndividualRef> byPrivateEmail(String email);
}
