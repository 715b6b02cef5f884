package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.people.PeopleSearch;
import dev.aviary.tenancy.TenantId;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.Occasion;
import java.util.Collection;
import java.util.function.Supplier;

/** What this installation knows: its own secrets, and the people of its store. Thread-safe. */
public final class InstallationSecrets {

    private final Fingerprints fingerprints;
    private final PeopleSearch people;
    private final Supplier<byte[]> salts;

    /** @param salts random bytes, other ones each time */
    InstallationSecrets(Fingerprints fingerprints, PeopleSearch people, Supplier<byte[]> salts) {
        this.fingerprints = fingerprints;
        this.people = people;
        this.salts = salts;
    }

    /**
     * The same scan, and for all of these as well.
     *
     * @param tenants whose tokens and people; the secrets of the installation in any case
     * @param occasion on which fingerprints of tokens are made that are not there yet
     */
    public LeakScan addedTo(LeakScan patterns, Collection<TenantId> tenants, Occasion occasion) {
        var ours = patterns.with(fingerprints, tenants, occasion, salts.get());
        return people.detector(tenants, salts.get()).map(ours::with).orElse(ours);
    }
}
