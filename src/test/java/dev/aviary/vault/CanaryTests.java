package dev.aviary.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanaryTests {

    private static final String SECRET = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private final Canary canary = new Canary(SECRET);

    static Stream<String> leaks() {
        var bytes = SECRET.getBytes(US_ASCII);
        return Stream.of(
                "Bearer " + SECRET,
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                base64("x" + SECRET + "yz"),
                base64("xy" + SECRET + "z"),
                base64("xyz" + SECRET),
                "content=" + Arrays.toString(bytes));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void findsEveryShape(String leak) {
        assertThatThrownBy(() -> canary.assertNotIn("here", leak))
                .hasMessageContaining("secret found in here")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void passesOverWhatIsNoLeak() {
        assertThatCode(() -> canary.assertNotIn("here", base64("another text"))).doesNotThrowAnyException();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
