package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.tenancy.TenantId;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.Occasion;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Recognises the secrets that have a fingerprint, wherever they stand in a text and however they are encoded, and nothing else. Holds keyed hashes of them,
 * none of their bytes.
 */
public final class ExactDetector implements Detector {

    private final SecretIndex index;
    private final Confirmation confirmation;
    private final boolean decoding;
    private final ConcurrentLinkedQueue<Search> idle = new ConcurrentLinkedQueue<>();

    private ExactDetector(SecretIndex index, Confirmation confirmation, boolean decoding) {
        this.index = index;
        this.confirmation = confirmation;
        this.decoding = decoding;
    }

    /**
     * Takes all fingerprints into memory.
     *
     * @param tenants whose tokens; the secrets of the installation in any case
     * @param occasion of the openings of tokens that have no fingerprint yet
     * @param salt random bytes, other ones for each process
     * @return empty if there is nothing to look for
     */
    public static Optional<ExactDetector> of(
            Fingerprints fingerprints, Collection<TenantId> tenants, Occasion occasion, byte[] salt) {
        return of(fingerprints, tenants, occasion, salt, true);
    }

    /** @param decoding false to find only what stands literally in the text */
    static Optional<ExactDetector> of(
            Fingerprints fingerprints, Collection<TenantId> tenants, Occasion occasion, byte[] salt, boolean decoding) {
        var index = SecretIndex.of(fingerprints, tenants, occasion);
        return index.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExactDetector(index, new Confirmation(fingerprints, salt), decoding));
    }

    /** The same, with the same index. */
    ExactDetector withDecoding() {
        return new ExactDetector(index, confirmation, true);
    }

    @Override
    public void search(Block block, Hits hits) {
        var idling = idle.poll();
        var search = idling == null ? new Search(index, confirmation, decoding) : idling;
        for (var place : search.search(block, hits)) {
            if (block.reports(place.from())) {
                hits.add(hit(block, place));
            }
        }
        idle.add(search);
    }

    private Hit hit(Block block, Found.Place place) {
        var owner = index.owner(place.fingerprint());
        return new Hit(
                block.at(place.from()),
                block.at(place.to()),
                index.rule(place.fingerprint()),
                severity(owner, place.certainty()),
                place.certainty(),
                owner,
                SecretIndex.form(place.form()),
                place.undone());
    }

    private static Severity severity(Owner owner, Certainty certainty) {
        if (certainty != Certainty.CONFIRMED) {
            return owner.retired() ? Severity.MEDIUM : Severity.HIGH;
        }
        return owner.retired() ? Severity.HIGH : Severity.CRITICAL;
    }
}
