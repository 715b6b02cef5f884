package dev.aviary.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLikeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10",
                "0B8A1F6E-3C55-4D1E-9A77-6F2D1F0C9B10",
                "0b8a1f6e3c554d1e9a776f2d1f0c9b10",
                "Bearer abc",
                "bearer 0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10",
                "Acme 0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10",
                "\"0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10\"",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void recognisesATokenInTheWrongPlace(String text) {
        assertThat(TokenLike.matches(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Birch & Co",
                "tenant-0001",
                "Hamburg-Altona-2024-GmbH",
                "Donaudampfschifffahrtsgesellschaft",
                "Bearer",
                "Forbearer Ltd",
                "ACME 2026 (North-East), Inc.",
                "A company whose name is rather long, as some are, but is made of words: 1234567890"
            })
    void takesNamesForNames(String text) {
        assertThat(TokenLike.matches(text)).isFalse();
    }
}
