package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Detector;
import dev.aviary.store.KnownPeople;
import dev.aviary.tenancy.TenantId;
import java.util.Collection;
import java.util.Optional;

/** Gives the detector of known personal data, if there is anything to look for. */
public final class PeopleSearch {

    private final KnownPeople people;
    private final boolean on;

    /** @param on by setting */
    PeopleSearch(KnownPeople people, boolean on) {
        this.people = people;
        this.on = on;
    }

    /**
     * Takes the tags of these tenants' people into memory.
     *
     * @param salt random bytes, other ones for each process
     * @return empty if it is switched off, or no tenant has anybody's SSN
     */
    public Optional<Detector> detector(Collection<TenantId> tenants, byte[] salt) {
        if (!on) {
            return Optional.empty();
        }
        var index = people.of(tenants);
        return index.isEmpty() ? Optional.empty() : Optional.of(new PeopleDetector(index, salt));
    }
}
