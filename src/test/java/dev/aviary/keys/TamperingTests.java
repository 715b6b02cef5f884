package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** By exhaustion: no change, cut or move of anything sealed or wrapped goes unnoticed. */
class TamperingTests {

    private static final UUID ACME = new UUID(1, 1);
    private static final Place PLACE = Place.of("access_token", "c1");
    private static final byte[] CLEAR = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10".getBytes(StandardCharsets.US_ASCII);

    private final PlaceAead aead = fresh();
    private final Sealer sealer = ofTenant(aead, ACME);
    private final byte[] sealed = sealer.seal(CLEAR, PLACE);

    @Test
    void opensWhatWasNotTouched() {
        assertThat(sealer.open(sealed, PLACE)).isEqualTo(CLEAR);
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        assertThat(sealer.seal(CLEAR, PLACE)).isNotEqualTo(sealed);
    }

    @Test
    void refusesEveryChangedBit() {
        Flips.each(sealed, changed -> refuses(sealer, changed, PLACE));
    }

    @Test
    void refusesEveryCut() {
        Flips.eachCut(sealed, cut -> refuses(sealer, cut, PLACE));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherPlace() {
        return Stream.of(
                        Place.of("access_token", "c2"),
                        Place.of("access_token", "C1"),
                        Place.of("access_token", "c1", ""),
                        Place.of("access_token", "c", "1"),
                        Place.of("access_token"),
                        Place.of("access_token2", "c1"),
                        Place.of("access_tokenc1"),
                        Place.of("", "access_token", "c1"))
                .map(place -> DynamicTest.dynamicTest(place.toString(), () -> refuses(sealer, sealed, place)));
    }

    @Test
    void refusesAnotherTenantEvenUnderTheSameKey() {
        refuses(ofTenant(aead, new UUID(1, 2)), sealed, PLACE);
    }

    @Test
    void refusesAnotherKey() {
        refuses(ofTenant(fresh(), ACME), sealed, PLACE);
    }

    @Test
    void refusesTheValueOfAnIndividualAsOneOfAnotherOrOfTheTenant() {
        var ofIndividual = new Sealer(aead, () -> "i1", new IndividualBindings(ACME, "c1").values("i1"));
        var value = ofIndividual.seal(CLEAR, PLACE);

        assertThat(ofIndividual.open(value, PLACE)).isEqualTo(CLEAR);
        refuses(new Sealer(aead, () -> "i2", new IndividualBindings(ACME, "c1").values("i2")), value, PLACE);
        refuses(new Sealer(aead, () -> "c2", new IndividualBindings(ACME, "c2").values("i1")), value, PLACE);
        refuses(sealer, value, PLACE);
    }

    @Test
    void refusesEveryChangedBitAndEveryCutOfAWrappedKeyset() {
        for (var kind : Keysets.values()) {
            var binding = Binding.tenantKeyset(ACME, "sealing");
            var wrapped = kind.wrap(kind.generate(), aead, binding);

            Flips.each(wrapped, changed -> refusesToUnwrap(kind, changed, binding));
            Flips.eachCut(wrapped, cut -> refusesToUnwrap(kind, cut, binding));
        }
    }

    @Test
    void refusesAWrappedKeysetInAnotherPlace() {
        var wrapped =
                Keysets.SEALING.wrap(Keysets.SEALING.generate(), aead, new IndividualBindings(ACME, "c1").keyset("i1"));

        for (var other : List.of(
                new IndividualBindings(ACME, "c1").keyset("i2"),
                new IndividualBindings(ACME, "c1i").keyset("1"),
                new IndividualBindings(new UUID(1, 2), "c1").keyset("i1"),
                new IndividualBindings(ACME, "c1").key("i1"),
                Binding.tenantKeyset(ACME, "sealing"))) {
            refusesToUnwrap(Keysets.SEALING, wrapped, other);
        }
    }

    @Test
    void refusesEveryChangedBitEveryCutAndEveryOtherPlaceOfAnIndividualsKey() throws GeneralSecurityException {
        var wrapped =
                IndividualKeyForm.wrap(IndividualKeyForm.generate(), aead, new IndividualBindings(ACME, "c1"), "i1");

        assertThat(IndividualKeyForm.unwrap(wrapped, aead, new IndividualBindings(ACME, "c1"), "i1"))
                .isNotNull();
        Flips.each(wrapped, changed -> refusesToUnwrap(changed, ACME, "c1", "i1"));
        Flips.eachCut(wrapped, cut -> refusesToUnwrap(cut, ACME, "c1", "i1"));
        refusesToUnwrap(wrapped, ACME, "c1", "i2");
        refusesToUnwrap(wrapped, ACME, "c1i", "1");
        refusesToUnwrap(wrapped, new UUID(1, 2), "c1", "i1");
        refusesToUnwrap(aead.encrypt(new byte[35], new IndividualBindings(ACME, "c1").key("i1")), ACME, "c1", "i1");
    }

    @Test
    void refusesPlacesThatUnicodeWouldMakeOne() {
        assertThatThrownBy(() -> sealer.seal(CLEAR, Place.of("t", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsNeitherArrayItIsGiven() {
        var given = CLEAR.clone();
        var kept = sealer.seal(given, PLACE);
        given[0] = 0;
        sealer.open(kept, PLACE)[0] = 0;

        assertThat(sealer.open(kept, PLACE)).isEqualTo(CLEAR);
    }

    private static void refuses(Sealer sealer, byte[] value, Place place) {
        assertThatThrownBy(() -> sealer.open(value, place))
                .isInstanceOf(SealBrokenException.class)
                .hasNoCause();
    }

    private void refusesToUnwrap(Keysets kind, byte[] wrapped, byte[] binding) {
        assertThatThrownBy(() -> kind.unwrap(wrapped, aead, binding)).isInstanceOf(GeneralSecurityException.class);
    }

    private void refusesToUnwrap(byte[] wrapped, UUID tenant, String connection, String individual) {
        assertThatThrownBy(() ->
                        IndividualKeyForm.unwrap(wrapped, aead, new IndividualBindings(tenant, connection), individual))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static Sealer ofTenant(PlaceAead aead, UUID tenant) {
        return new Sealer(aead, () -> "tenant " + tenant, Binding.ofTenant(tenant));
    }

    private static PlaceAead fresh() {
        try {
            return SealingKeys.of(Keysets.SEALING.generate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
