package dev.aviary.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretFormTests {

    private static final byte[] SECRET = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10".getBytes(US_ASCII);

    private final Random random = new Random(20260228);

    /** Whatever is around it in what was encoded. */
    @Test
    void base64StandsInTheTextWhereverItBegins() {
        var forms = List.of(SecretForm.BASE64_AT_0, SecretForm.BASE64_AT_1, SecretForm.BASE64_AT_2);
        for (int round = 0; round < 300; round++) {
            var before = bytes(round % 30);
            var form = forms.get(before.length % 3).of(SECRET);

            assertThat(Base64.getEncoder().encodeToString(joined(before, SECRET, bytes(round % 7))))
                    .contains(new String(form, US_ASCII));
            assertThat(form.length).isGreaterThanOrEqualTo(8 * SECRET.length / 6 - 1);
        }
    }

    /** A scan that looks at every eighth byte meets a window of each. */
    @Test
    void noFormOfATokenIsTooShortToBeMet() {
        assertThat(WindowHash.WINDOW + WindowHash.STRIDE - 1).isEqualTo(19);
        for (var form : SecretForm.values()) {
            assertThat(form.of(SECRET).length).as(form.name()).isGreaterThanOrEqualTo(19);
        }
    }

    @Test
    void everyFormIsWipedAfterItsUse() {
        for (var form : SecretForm.values()) {
            var kept = new ArrayList<byte[]>();
            byte[] seen = form.lend(SECRET, bytes -> {
                kept.add(bytes);
                return bytes.clone();
            });
            assertThat(seen).as(form.name()).isEqualTo(form.of(SECRET));
            assertThatThrownBy(() -> form.lend(SECRET, bytes -> {
                        kept.add(bytes);
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);

            assertThat(kept).hasSize(2).allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
        }
        assertThat(SECRET).as("the caller's own").doesNotContain(0);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
