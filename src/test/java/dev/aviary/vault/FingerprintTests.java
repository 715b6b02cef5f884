package dev.aviary.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.SealingKey;
import dev.aviary.keys.SigningKey;
import dev.aviary.keys.VouchingKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fingerprint recognises the secret in every form and at every place of a text, and gives nothing of it away. */
class FingerprintTests {

    private static final String TOKEN = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String OPAQUE = "Zx9+_/aQ~plm-0kUh7.tRw2E";

    private final FingerprintMaker maker = new FingerprintMaker(new FixedInstallationKeys("one"));
    private final WindowHash hash = maker.hash();

    static Stream<String> texts() {
        return Stream.of(TOKEN, OPAQUE).flatMap(FingerprintTests::texts);
    }

    private static Stream<String> texts(String secret) {
        var bytes = secret.getBytes(US_ASCII);
        var base64 = Base64.getEncoder();
        var url = Base64.getUrlEncoder().withoutPadding();
        var forms = Stream.of(
                secret,
                "{" + secret + "}",
                "x=" + secret + "y",
                secret.toUpperCase(Locale.ROOT),
                secret.toLowerCase(Locale.ROOT),
                secret.replace("-", ""),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                new String(secret.getBytes(UTF_16LE), ISO_8859_1),
                new String(secret.getBytes(UTF_16BE), ISO_8859_1),
                base64.encodeToString(bytes),
                base64.encodeToString(("u:" + secret).getBytes(US_ASCII)),
                base64.encodeToString(("user:" + secret + ":x").getBytes(US_ASCII)),
                url.encodeToString(bytes),
                url.encodeToString(("a" + secret).getBytes(US_ASCII)),
                url.encodeToString(("ab" + secret).getBytes(US_ASCII)));
        return secret.equals(TOKEN) ? Stream.concat(forms, ofUuid(secret)) : forms;
    }

    private static Stream<String> ofUuid(String secret) {
        var raw = HexFormat.of().parseHex(secret.replace("-", ""));
        return Stream.of(0, 1, 2).flatMap(before -> {
            var shifted = new byte[before + raw.length + 1];
            System.arraycopy(raw, 0, shifted, before, raw.length);
            return Stream.of(
                    secret.replace("-", "").toUpperCase(Locale.ROOT),
                    Base64.getEncoder().encodeToString(shifted),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(shifted));
        });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isFoundAtEveryAlignmentOfTheStride(String text) {
        var known = windows(TOKEN);
        known.addAll(windows(OPAQUE));

        for (var before = 0; before < WindowHash.STRIDE; before++) {
            var scanned = ("#".repeat(before) + text + "#".repeat(16)).getBytes(ISO_8859_1);
            var found = LongStream.iterate(
                            0, at -> at + WindowHash.WINDOW <= scanned.length, at -> at + WindowHash.STRIDE)
                    .filter(at -> known.contains(hash.at(scanned, (int) at)))
                    .count();
            assertThat(found).as("%d characters before %s", before, text).isPositive();
        }
    }

    @Test
    void hasAWindowForEveryPlaceOfEveryForm() {
        try (var content = maker.of("c1", TOKEN.getBytes(US_ASCII))) {
            assertThat(content.windows()).hasSizeGreaterThanOrEqualTo(12);
            content.windows().forEach((form, windows) -> {
                var bytes = form.of(TOKEN.getBytes(US_ASCII));
                assertThat(bytes.length)
                        .as(form.name())
                        .isGreaterThanOrEqualTo(WindowHash.WINDOW + WindowHash.STRIDE - 1);
                assertThat(windows).hasSize(bytes.length - WindowHash.WINDOW + 1);
                assertThat(windows[3]).isEqualTo(hash.at(bytes, 3));
            });
        }
    }

    @Test
    void keepsFormsThatDifferInTheMiddleOnly() {
        try (var content = maker.of("c1", TOKEN.getBytes(US_ASCII))) {
            assertThat(content.windows()).containsKeys(SecretForm.HEX, SecretForm.HEX_UPPER);
        }
    }

    @Test
    void confirmsTheWholeFormAndNothingElse() {
        try (var content = maker.of("c1", TOKEN.getBytes(US_ASCII))) {
            for (var form : content.windows().keySet()) {
                var bytes = form.of(TOKEN.getBytes(US_ASCII));
                assertThat(maker.confirms(content, "c1", form, bytes)).isTrue();
                assertThat(maker.confirms(content, "c2", form, bytes)).isFalse();
                for (var i = 0; i < bytes.length; i++) {
                    bytes[i] ^= 1;
                    assertThat(maker.confirms(content, "c1", form, bytes)).isFalse();
                    bytes[i] ^= 1;
                }
                assertThat(maker.confirms(content, "c1", form, Arrays.copyOf(bytes, bytes.length - 1)))
                        .isFalse();
            }
            assertThat(maker.confirms(content, "c1", SecretForm.LOWER, TOKEN.getBytes(US_ASCII)))
                    .as("a form that is the same as the text is kept once")
                    .isFalse();
        }
    }

    @Test
    void holdsNoPartOfTheSecret() {
        try (var content = maker.of("c1", TOKEN.getBytes(US_ASCII))) {
            var encoded = new String(content.encoded(maker.check()), ISO_8859_1);

            new Canary(TOKEN).assertNotIn("fingerprint", encoded);
            for (var i = 0; i + 4 <= TOKEN.length(); i++) {
                assertThat(encoded).doesNotContain(TOKEN.substring(i, i + 4));
            }
        }
    }

    @Test
    void tellsNothingWithoutTheKey() {
        var other = new FingerprintMaker(new FixedInstallationKeys("two"));
        var secret = TOKEN.getBytes(US_ASCII);
        try (var one = maker.of("c1", secret);
                var two = other.of("c1", secret)) {
            assertThat(one.windows().get(SecretForm.TEXT))
                    .doesNotContain(two.windows().get(SecretForm.TEXT));
            assertThat(FingerprintContent.decoded(one.encoded(maker.check()), other.check()))
                    .isNull();
            assertThat(other.confirms(one, "c1", SecretForm.TEXT, secret)).isFalse();
        }
    }

    @Test
    void survivesItsEncoding() {
        try (var content = maker.of("c1", OPAQUE.getBytes(US_ASCII))) {
            var back = FingerprintContent.decoded(content.encoded(maker.check()), maker.check());

            assertThat(back).isNotNull();
            assertThat(back.windows().keySet()).isEqualTo(content.windows().keySet());
            content.windows()
                    .forEach((form, windows) ->
                            assertThat(back.windows().get(form)).isEqualTo(windows));
            assertThat(maker.confirms(back, "c1", SecretForm.TEXT, OPAQUE.getBytes(US_ASCII)))
                    .isTrue();
        }
    }

    @Test
    void isWipedWhenItIsClosed() {
        var content = maker.of("c1", TOKEN.getBytes(US_ASCII));
        var windows = content.windows().get(SecretForm.TEXT);
        new Fingerprint("f", "token", null, null, false, content.windows()).close();

        assertThat(windows).containsOnly(0);
    }

    /** A form of the secret, and what is vouched for, which it is a part of. */
    @Test
    void leavesNoCopyOfTheSecretBehind() {
        var vouched = new ArrayList<byte[]>();
        var watched = new FingerprintMaker(new Watched(new FixedInstallationKeys("one"), vouched));
        watched.hash();
        vouched.clear();

        try (var content = watched.of("c1", TOKEN.getBytes(US_ASCII))) {
            assertThat(watched.confirms(content, "c1", SecretForm.TEXT, TOKEN.getBytes(US_ASCII)))
                    .isTrue();
        }

        assertThat(vouched).hasSizeGreaterThan(12).allSatisfy(message -> assertThat(message)
                .containsOnly(0));
    }

    /** Keeps the very arrays that it is given. */
    private record Watched(InstallationKeys keys, List<byte[]> given) implements InstallationKeys {

        @Override
        public boolean has(String name) {
            return keys.has(name);
        }

        @Override
        public VouchingKey vouching(String name) {
            var key = keys.vouching(name);
            return new VouchingKey() {
                @Override
                public byte[] vouch(byte[] data) {
                    given.add(data);
                    return key.vouch(data);
                }

                @Override
                public boolean vouchedFor(byte[] code, byte[] data) {
                    given.add(data);
                    return key.vouchedFor(code, data);
                }
            };
        }

        @Override
        public SealingKey sealing(String name) {
            return keys.sealing(name);
        }

        @Override
        public SigningKey signing(String name) {
            return keys.signing(name);
        }
    }

    @Test
    void makesNoWindowsOfWhatIsTooShort() {
        try (var content = maker.of("c1", "short".getBytes(US_ASCII))) {
            assertThat(content.windows()).doesNotContainKeys(SecretForm.TEXT, SecretForm.HEX);
        }
    }

    /** 64 bits of which no two windows of a hundred thousand UUIDs are the same, and each bit is set half of the time. */
    @Test
    void spreadsItsHashes() {
        var random = new Random(4711);
        var seen = new HashSet<Long>();
        var bits = new int[64];
        for (var i = 0; i < 100_000; i++) {
            var text = new BigInteger(128, random).toString(16);
            var value = hash.at(("00000000" + text).getBytes(US_ASCII), 8);
            seen.add(value);
            for (var bit = 0; bit < 64; bit++) {
                bits[bit] += (int) (value >>> bit & 1);
            }
        }

        assertThat(seen).hasSize(100_000);
        assertThat(Arrays.stream(bits)).allMatch(count -> count > 49_000 && count < 51_000);
    }

    private Set<Long> windows(String secret) {
        var windows = new HashSet<Long>();
        try (var content = maker.of("c1", secret.getBytes(US_ASCII))) {
            content.windows().values().forEach(form -> Arrays.stream(form).forEach(windows::add));
        }
        return windows;
    }
}
