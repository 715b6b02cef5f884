package dev.aviary.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A secret planted in a test, and the shapes in which it could come to light: clear, hex, Base64 at every alignment, a list of numbers. */
public record Canary(String secret) {

    public AccessToken token() {
        return AccessToken.of(secret.toCharArray());
    }

    /** Fails if any shape of the secret is in the text; the failure names the place only. */
    public void assertNotIn(String place, String text) {
        assertThat(shapes().anyMatch(text::contains))
                .as("secret found in " + place)
                .isFalse();
    }

    public void assertNotIn(String place, byte[] bytes) {
        assertNotIn(place, new String(bytes, ISO_8859_1));
    }

    private Stream<String> shapes() {
        var bytes = secret.getBytes(US_ASCII);
        var hex = HexFormat.of().formatHex(bytes);
        var numbers = Arrays.toString(bytes);
        var compact = numbers.replace(" ", "");
        return Stream.of(
                        List.of(secret, hex, hex.toUpperCase(Locale.ROOT)),
                        List.of(inside(numbers), inside(compact)),
                        IntStream.range(0, 3).mapToObj(Canary.this::base64At).toList())
                .flatMap(List::stream);
    }

    private String base64At(int offset) {
        var shifted = new byte[offset + secret.length()];
        System.arraycopy(secret.getBytes(US_ASCII), 0, shifted, offset, secret.length());
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return encoded.substring(offset == 0 ? 0 : 4, encoded.length() - 2);
    }

    private static String inside(String brackets) {
        return brackets.substring(1, brackets.length() - 1);
    }
}
