package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of thing that is sealed or wrapped anywhere, in several places each, all under one and the same key: nothing but the binding keeps them
 * apart. In reality most have keys of their own, too.
 */
class EveryKindTests {

    private static final byte[] CLEAR = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10".getBytes(StandardCharsets.US_ASCII);

    private final List<Cell> cells = cells(fresh());

    /** One sealed value: where it lies, and who opens it there. */
    private record Cell(String kind, String where, byte[] content, Opening opening, Opening elsewhere) {}

    private interface Opening {
        Object open(byte[] value) throws GeneralSecurityException;
    }

    @Test
    void refusesEveryOneInThePlaceOfEveryOther() throws GeneralSecurityException {
        var swaps = 0;
        for (var cell : cells) {
            for (var other : cells) {
                if (cell == other) {
                    assertThat(cell.opening().open(cell.content())).isNotNull();
                } else {
                    refuses(cell.opening(), other.content(), other.where() + " in the place of " + cell.where());
                    swaps++;
                }
            }
        }
        assertThat(swaps).isGreaterThan(1_000);
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryChangedBitEveryCutAndAnyOtherKey() {
        return cells.stream()
                .filter(cell -> cell.where().endsWith(" 0"))
                .map(cell -> DynamicTest.dynamicTest(cell.kind(), () -> {
                    Flips.each(cell.content(), changed -> refuses(cell.opening(), changed, "a changed bit"));
                    Flips.eachCut(cell.content(), cut -> refuses(cell.opening(), cut, "a cut"));
                    refuses(cell.elsewhere(), cell.content(), "another key");
                }));
    }

    private static void refuses(Opening opening, byte[] value, String what) {
        assertThatThrownBy(() -> opening.open(value))
                .as(what)
                .isInstanceOfAny(GeneralSecurityException.class, SealBrokenException.class);
    }

    private static List<Cell> cells(PlaceAead key) {
        var cells = new ArrayList<Cell>();
        for (var i = 0; i < 6; i++) {
            var tenant = new UUID(1, i % 2);
            var individuals = new IndividualBindings(tenant, "c" + i % 3);
            var one = "i" + i;
            var older = "o" + i;
            for (var place : List.of(
                    Place.of("benefit", "c1", "e1", one),
                    Place.of("company", "c1", "e1", one),
                    Place.of("access_token", one),
                    Place.ofVersion(1, "access_token", one),
                    Place.ofVersion(2, "access_token", one),
                    Place.ofVersion(2, "retired_token", one),
                    Place.of("token_fingerprint", "c1", one))) {
                add(
                        cells,
                        "tenant's value " + place.table() + place.row().size(),
                        i,
                        key,
                        Binding.ofTenant(tenant),
                        place);
                add(cells, "individual's value", i, key, individuals.values(one), place);
            }
            cells.add(new Cell(
                    "pseudonym",
                    "pseudonym " + i,
                    raw(key, new byte[16], individuals.pseudonym(one)),
                    value -> key.decrypt(value, individuals.pseudonym(one)),
                    value -> fresh().decrypt(value, individuals.pseudonym(one))));
            cells.add(new Cell(
                    "individual's key",
                    "individual's key " + i,
                    wrapped(IndividualKeyForm.generate(), key, individuals, one),
                    value -> IndividualKeyForm.unwrap(value, key, individuals, one),
                    value -> IndividualKeyForm.unwrap(value, fresh(), individuals, one)));
            cells.add(new Cell(
                    "individual's keyset",
                    "individual's keyset " + i,
                    Keysets.SEALING.wrap(Keysets.SEALING.generate(), key, individuals.keyset(older)),
                    value -> IndividualKeyForm.unwrap(value, key, individuals, older),
                    value -> IndividualKeyForm.unwrap(value, fresh(), individuals, older)));
            add(cells, Keysets.SEALING, i, key, Binding.tenantKeyset(new UUID(2, i), "sealing"));
            add(cells, Keysets.TAGGING, i, key, Binding.tenantKeyset(new UUID(2, i), "tagging"));
            add(cells, Keysets.SEALING, i, key, TenantWrapping.binding(new UUID(2, i)));
            add(cells, Keysets.SEALING, i, key, Binding.epochKey(tenant, i));
            add(cells, Keysets.VOUCHING, i, key, Binding.installationKey("vouching" + i));
            add(cells, Keysets.SIGNING, i, key, Binding.installationKey("signing" + i));
        }
        cells.add(new Cell(
                "key check",
                "key check 0",
                KeyEncryptionKey.sealedCheck(key),
                value -> key.decrypt(value, Binding.keyCheck()),
                value -> fresh().decrypt(value, Binding.keyCheck())));
        return cells;
    }

    private static void add(List<Cell> cells, String kind, int i, PlaceAead key, Binding binding, Place place) {
        var sealer = new Sealer(key, () -> kind, binding);
        var other = new Sealer(fresh(), () -> kind, binding);
        cells.add(new Cell(
                kind,
                kind + " " + place + " " + i,
                sealer.seal(CLEAR, place),
                value -> sealer.open(value, place),
                value -> other.open(value, place)));
    }

    private static void add(List<Cell> cells, Keysets kind, int i, Aead key, byte[] binding) {
        cells.add(new Cell(
                "keyset " + kind,
                "keyset " + kind + " " + i,
                kind.wrap(kind.generate(), key, binding),
                value -> kind.unwrap(value, key, binding),
                value -> kind.unwrap(value, fresh(), binding)));
    }

    private static byte[] wrapped(AesGcmKey key, Aead under, IndividualBindings bindings, String individual) {
        try {
            return IndividualKeyForm.wrap(key, under, bindings, individual);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] raw(PlaceAead key, byte[] clear, byte[] binding) {
        try {
            return key.encrypt(clear, binding);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PlaceAead fresh() {
        try {
            KeysetHandle keyset = Keysets.SEALING.generate();
            return SealingKeys.of(keyset);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
