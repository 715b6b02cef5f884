package dev.aviary.keys;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The unwrapped keysets of a tenant.
 *
 * @see CurrentTenantKeys
 */
final class TinkTenantKeys implements TenantKeys {

    private static final int TAG_BYTES = 16;

    private final Sealer sealer;
    private final PrfSet tagger;
    private final IndividualKeys individuals;
    private final byte[] wrapped;
    private final SealingKeys sealing;

    /**
     * @param wrapped the sealing keyset as it was stored
     */
    TinkTenantKeys(UUID tenant, SealingKeys sealing, PrfSet tagger, IndividualKeys individuals, byte[] wrapped) {
        this.sealer = new Sealer(sealing, () -> "tenant " + tenant, Binding.ofTenant(tenant));
        this.sealing = sealing;
        this.wrapped = wrapped;
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

    @Override
    public boolean shred(String connection, String individual) {
        return individuals.shred(connection, individual);
    }

    /** Whether the keyset has the key that this says it was sealed under. */
    boolean knows(byte[] sealed) {
        return sealing.knows(sealed);
    }

    TenantEpochs epochs() {
        return individuals.epochs();
    }

    boolean isFrom(byte @Nullable [] stored) {
        return Arrays.equals(wrapped, stored);
    }
}
