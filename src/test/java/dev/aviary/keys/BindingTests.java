package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is sealed today must open for ever, so the encoding is held to a second one, written out. */
class BindingTests {

    private static final UUID ACME = new UUID(1, 1);
    private static final List<String> PARTS = List.of(
            "", "c1", "5a5da2e9-3c55-4d1e-9a77-6f2d1f0c9b10", "?", "a?b", "é", "日本", "a\ud83d\ude00b", "\0", "ÿ");

    @Test
    void encodesAsItAlwaysDid() {
        var random = new Random(20_261_125);
        var ofTenant = Binding.ofTenant(ACME);
        var ofIndividual = new IndividualBindings(ACME, "c1").values("é?");
        var encoding = new Encoding();
        for (var i = 0; i < 2_000; i++) {
            var row = IntStream.range(0, random.nextInt(5))
                    .mapToObj(n -> part(random))
                    .toList();
            var place = new Place(part(random), row);

            assertThat(ofTenant.at(place)).isEqualTo(reference(place, "tenant-value", ACME.toString()));
            assertThat(ofIndividual.at(place))
                    .isEqualTo(reference(place, "individual-value", ACME.toString(), "c1", "é?"));
            encoding.encode(i % 3 == 0 ? ofIndividual : ofTenant, place);
            assertThat(encoding.toArray()).isEqualTo((i % 3 == 0 ? ofIndividual : ofTenant).at(place));
        }
    }

    @Test
    void encodesWhatKeysAreWrappedForAsItAlwaysDid() {
        assertThat(new IndividualBindings(ACME, "c1").keyset("i1"))
                .isEqualTo(reference("individual-key", ACME.toString(), "c1", "i1"));
        assertThat(new IndividualBindings(ACME, "c1").key("i1"))
                .isEqualTo(reference("individual-key-bytes", ACME.toString(), "c1", "i1"));
        assertThat(new IndividualBindings(ACME, "c1").pseudonym("i1"))
                .isEqualTo(reference("pseudonym", ACME.toString(), "c1", "i1"));
        assertThat(Binding.epochKey(ACME, 12)).isEqualTo(reference("epoch-key", ACME.toString(), "12"));
        assertThat(Binding.ofTag("é", new byte[] {1, 2})).containsExactly(0, 0, 0, 2, 0xc3, 0xa9, 1, 2);
    }

    @Test
    void refusesHalfACharacterWhereverItStands() {
        for (var half : List.of(
                "\ud800", "a\ud800", "\udc00b", "é\ud83d", "?\ude00?", "1234567\ud83d89", "12345678123456\udc00")) {
            assertThatThrownBy(() -> Binding.ofTenant(ACME).at(Place.of("t", half)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Binding.ofTenant(ACME).at(Place.of(half)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void leavesNothingOfAPlaceBehindThatItDidNotEncode() {
        var encoding = new Encoding();
        var ofTenant = Binding.ofTenant(ACME);
        for (var good : List.of(Place.of("t", "a"), Place.of("t", "a", "b"), Place.of("t2", "a"), Place.of("t"))) {
            encoding.encode(ofTenant, good);
            assertThatThrownBy(() -> encoding.encode(ofTenant, Place.of("t", "a", "\ud800")))
                    .isInstanceOf(IllegalArgumentException.class);

            encoding.encode(ofTenant, good);
            assertThat(encoding.toArray()).isEqualTo(ofTenant.at(good));
        }
    }

    private static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    private static byte[] reference(Place place, String... common) {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(reference(common));
        encoded.writeBytes(reference(place.table()));
        encoded.writeBytes(reference(place.row().toArray(String[]::new)));
        return encoded.toByteArray();
    }

    private static byte[] reference(String... parts) {
        var encoded = new ByteArrayOutputStream();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            encoded.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            encoded.writeBytes(bytes);
        }
        return encoded.toByteArray();
    }
}
