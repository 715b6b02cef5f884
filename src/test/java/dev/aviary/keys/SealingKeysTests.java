package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Aviary's cipher seals and opens is held to what Tink's own does with the same keyset. */
class SealingKeysTests {

    private static final Binding BINDING = Binding.ofTenant(new UUID(1, 1));

    private final KeysetHandle one = Keysets.SEALING.generate();
    private final KeysetHandle three = Keysets.promoted(Keysets.promoted(one));
    private final Random random = new Random(20_261_127);

    @Test
    void sealsAndOpensAsTinkDoes() throws GeneralSecurityException {
        for (var keyset : List.of(one, three)) {
            var ours = SealingKeys.of(keyset);
            var tinks = Keysets.sealer(keyset);
            for (var i = 0; i < 500; i++) {
                var clear = new byte[random.nextInt(200)];
                random.nextBytes(clear);
                var place = place();
                assertThat(tinks.decrypt(ours.seal(clear, BINDING, place), BINDING.at(place)))
                        .isEqualTo(clear);
                assertThat(ours.open(tinks.encrypt(clear, BINDING.at(place)), BINDING, place))
                        .isEqualTo(clear);
                assertThat(ours.decrypt(ours.encrypt(clear, clear), clear)).isEqualTo(clear);
            }
        }
    }

    @Test
    void opensWhatEachOfItsKeysSealed() throws GeneralSecurityException {
        var ours = SealingKeys.of(three);
        for (var i = 0; i < three.size(); i++) {
            var sealed = Keysets.sealer(Keysets.alone(three.getAt(i))).encrypt(new byte[] {1}, new byte[] {2});

            assertThat(ours.knows(sealed)).isTrue();
            assertThat(ours.decrypt(sealed, new byte[] {2})).containsExactly(1);
        }
    }

    @Test
    void sealsUnderThePrimaryKey() throws GeneralSecurityException {
        var sealed = SealingKeys.of(three).encrypt(new byte[] {1}, new byte[0]);

        assertThat(KeyNumber.of(sealed)).isEqualTo(three.getPrimary().getId());
    }

    @Test
    void neitherKnowsNorOpensWhatAnotherKeySealed() throws GeneralSecurityException {
        var sealed = Keysets.sealer(Keysets.promoted(one)).encrypt(new byte[] {1}, new byte[0]);

        assertThat(SealingKeys.of(one).knows(sealed)).isFalse();
        refuses(SealingKeys.of(one), sealed);
    }

    @Test
    void refusesWhatIsTooShortAndAnotherFirstByte() throws GeneralSecurityException {
        for (var keyset : List.of(one, three)) {
            var keys = SealingKeys.of(keyset);
            var sealed = keys.encrypt(new byte[0], new byte[0]);
            for (var bytes = 0; bytes < sealed.length; bytes++) {
                refuses(keys, Arrays.copyOf(sealed, bytes));
            }
            sealed[0] = 0;
            refuses(keys, sealed);
        }
    }

    @Test
    void takesANewNonceForEachValue() throws GeneralSecurityException {
        var keys = SealingKeys.of(one);
        var nonces = new HashSet<String>();
        for (var i = 0; i < 10_000; i++) {
            nonces.add(Arrays.toString(Arrays.copyOfRange(keys.encrypt(new byte[0], new byte[0]), 5, 17)));
        }

        assertThat(nonces).hasSize(10_000);
    }

    private static void refuses(Aead keys, byte[] sealed) {
        assertThatThrownBy(() -> keys.decrypt(sealed, new byte[0])).isInstanceOf(GeneralSecurityException.class);
    }

    private Place place() {
        return Place.of("t" + random.nextInt(3), "r" + random.nextInt(2), "ü".repeat(random.nextInt(3)));
    }
}
