package dev.aviary.keys;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Map;

/** The unwrapped keysets of a tenant. */
final class TinkTenantKeys implements TenantKeys {

    private static final int TAG_BYTES = 16;

    private final Sealer sealer;
    private final PrfSet tagger;
    private final IndividualKeys individuals;

    TinkTenantKeys(Sealer sealer, PrfSet tagger, IndividualKeys individuals) {
        this.sealer = sealer;
        this.tagger = tagger;
        this.individuals = individuals;
    }

    @Override
    public byte[] seal(byte[] cleartext, Place place) {
        return sealer.seal(cleartext, place);
    }

    @Override
    public byte[] open(byte[] sealed, Place place) {
        return sealer.open(sealed, place);
    }

    @Override
    public byte[] tag(String purpose, byte[] value) {
        try {
            return tagger.computePrimary(Binding.ofTag(purpose, value), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tagging for purpose " + purpose + " failed", e);
        }
    }

    @Override
    public Map<String, IndividualKey> ofIndividuals(String connection, Collection<String> asked) {
        return individuals.of(connection, asked);
    }
}
