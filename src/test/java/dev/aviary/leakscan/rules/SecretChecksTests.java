package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretChecksTests {

    @ParameterizedTest
    @CsvSource({
        "luhn, 79927398713, true",
        "luhn, 79927398710, false",
        "card, 4111-1111-1111-1111, true",
        "card, 4111-1111-1111-1112, false",
        "card, 411111111111116, false",
        "card, 378282246310005, true",
        "card, 2223003122003222, true",
        "card, 0000000000000000, false",
        "aba, 021000021, true",
        "aba, 021000022, false",
        "aba, 000000000, false",
        "aba, 991000021, false",
        "ssn, 536-22-1843, true",
        "ssn, 000-22-1843, false",
        "ssn, 666-22-1843, false",
        "ssn, 900-22-1843, false",
        "ssn, 536-00-1843, false",
        "ssn, 536-22-0000, false",
        "ssn, 333-33-3333, false",
        "itin, 912-70-1234, true",
        "itin, 912-66-1234, false",
        "itin, 912-89-1234, false",
        "itin, 912-93-1234, false",
        "itin, 812-70-1234, false",
        "ein, 84-1122334, true",
        "ein, 07-1122334, false",
        "ein, 96-1122334, false",
        "iban, GB82 WEST 1234 5698 7654 32, true",
        "iban, GB83 WEST 1234 5698 7654 32, false",
        "date, 1984-02-29, true",
        "date, 12/31/1979, true",
        "date, 31.12.1979, true",
        "date, 19791231, true",
        "date, 1979-13-01, false",
        "date, 1879-12-01, false",
        "mixed, abc1, true",
        "mixed, abcd, false",
        "mixed, 1234, false",
        "base64-basic, dXNlcjpwYXNz, true",
        "base64-basic, dXNlcnBhc3M=, false",
        "base64-basic, OnBhc3M=, false",
        "base64-basic, dXNlcjpw, true",
        "base64-basic, dXNlcjpwYQ, true",
        "base64-basic, dXNlcjpwYQ==, true",
        "base64-basic, dXNlcjpwYQ=, false",
        "base64-basic, dXNlcjpwY, false",
        "base64-basic, dXNlcjo=, false",
        "base64-basic, dXNlcjpwYXM=, true",
        "base64-basic, dXNlcjpwYXM==, false",
        "base64-basic, dXNlcjpw_XNz, false",
        "base64-basic, dXNlcjoBYXNz, false",
        "jwt-header, eyJhbGciOiJIUzI1NiJ9.x.y, true",
        "jwt-header, eyJ0eXAiOiJKV1QifQ.x.y, false",
        "jwt-header, eyJlbmMiOiIifQ.x.y, true",
        "jwt-header, WyJhbGciXQ.x.y, false",
        "jwt-header, eyJhbGciOiJIUzI1NiJ9+.x.y, false",
        "luhn, 4929 2314 1592 6535, true",
        "date, 1984-02, false",
        "date, 1984-02-29-, false",
        "date, 1984--29, false",
        "entropy>=3.5, aaaabcdefghijklmno, true",
        "entropy>=3.5, aaaaaaaabcdefghijklm, false",
        "entropy>=3, abcdefgh, true",
        "entropy>=3, abcdabcd, false",
        "entropy>=3.01, abcdefgh, false"
    })
    void tellWhatCanBeASecret(String check, String text, boolean accepted) {
        var bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);

        assertThat(Objects.requireNonNull(SecretChecks.named(check)).accepts(bytes, 1, bytes.length - 1, new Tally()))
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entropy", "entropy>=", "entropy>=x", "entropy>=9", "entropy>3", "Luhn", ""})
    void areNotKnownByOtherNames(String name) {
        assertThat(SecretChecks.named(name)).isNull();
    }
}
