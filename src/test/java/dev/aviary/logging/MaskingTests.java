package dev.aviary.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTests {

    /** What must not be left, in any of the lines below. */
    private static final String SECRET = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";

    private final KnownSecrets known = new KnownSecrets(new SecureRandom());

    static Stream<String> shapes() {
        return Stream.of(
                        "Authorization: Bearer §",
                        "GET /employer/company [Authorization:\"Bearer §\", Accept:\"application/json\"]",
                        "{Accept=[*/*], Authorization=[Bearer §]}",
                        "{authorization=Basic §}",
                        "proxy-authorization: Digest username=\"a\", response=\"§\"",
                        "sent with bearer § to Finch",
                        "Basic §==",
                        "{\"access_token\":\"§\",\"client_id\":\"abc\"}",
                        "{\"accessToken\" : \"§\"}",
                        "\"{\\\"access_token\\\":\\\"§\\\"}\"",
                        "{'client_secret': '§'}",
                        "grant_type=x&client_secret=§&code=a",
                        "code=§&redirect_uri=https://a.example",
                        "POST /auth/token?code=§",
                        "code%3D§%26state",
                        "aviary.finch.client-secret=§",
                        "AVIARY_FINCH_CLIENT_SECRET=§",
                        "spring.datasource.password: §",
                        "jdbc:mariadb://db/aviary?user=aviary&password=§",
                        "jdbc:mariadb://aviary:§@db/aviary",
                        "https://user:§@api.example/path",
                        "Cookie: SESSION=§; other=1",
                        "set-cookie: [SESSION=§; Path=/]",
                        "X-Api-Key: §",
                        "refresh_token => §",
                        "token §",
                        "the access token '§' is dead",
                        "secret[§]",
                        "password = \"with blanks § and more\"",
                        "token=AccessToken(§)",
                        "-----BEGIN PRIVATE KEY-----\nMIG§\nabc\n-----END PRIVATE KEY-----",
                        "pem \"\\n-----BEGIN RSA PRIVATE KEY-----\\nMIG§\\n-----END RSA PRIVATE KEY-----\\n\"",
                        "-----BEGIN EC PRIVATE KEY-----\nMIG§ and no end")
                .map(line -> line.replace("§", SECRET));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void masksKnownShapes(String line) {
        assertThat(masked(line)).doesNotContain(SECRET, SECRET.substring(9)).contains("[masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssn=987-65-4329",
                "{\"ssn\":\"987654329\",\"id\":1}",
                "{\"ssn\":987654329}",
                "number 987-65-4329.",
                "a/987-65-4329/b-1",
                "ssn 987654329",
                "password=hunter2",
                "pwd: x",
                "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                "client_secret=short"
            })
    void masksValuesWhateverTheyLookLike(String line) {
        assertThat(masked(line)).contains("[masked]").doesNotContain("987", "hunter2", ": x", "QWxh", "=short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /employer/company 200 in 12 ms, Finch-Request-Id 0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10",
                "Connection 0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10 has no token; 'aviary connections add'",
                "The stored token of connection 0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10 did not open and is replaced",
                "failed: SERVER, HTTP 503, code=reauthenticate_user, status code: 404, error code 1045",
                "code=insufficient_account_permissions",
                "AccessToken[hidden] ClientSecret[hidden] token=null ssn=false password=[masked] secret=*****",
                "2026-08-20T12:00:00.000Z INFO [aviary-pull-1] HttpFinch: run 12, 1345-67-89012, 2026-08-20",
                "basic authentication is not what Finch wants; bearer token missing",
                "jdbc:h2:file:./data/aviary;MODE=MariaDB http://127.0.0.1:8080/a@b",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "",
                "-",
                "=",
                "token=",
                "%3D%3d%",
                "://@"
            })
    void leavesEverythingElseAlone(String line) {
        assertThat(masked(line)).isSameAs(line);
    }

    @Test
    void leavesWhatStandsAround() {
        assertThat(masked("a {\"access_token\":\"" + SECRET + "\",\"b\":1} code=" + SECRET + "&c=d"))
                .isEqualTo("a {\"access_token\":\"[masked]\",\"b\":1} code=[masked]&c=d");
        assertThat(masked("jdbc:mariadb://aviary:geheim@db/aviary?password=b&useSsl=true next"))
                .isEqualTo("jdbc:mariadb://aviary:[masked]@db/aviary?password=[masked]&useSsl=true next");
    }

    static Stream<String> forms() {
        var bytes = SECRET.getBytes(US_ASCII);
        return Stream.of(
                        List.of(SECRET, SECRET.toUpperCase(Locale.ROOT), SECRET.replace("-", "")),
                        List.of(
                                HexFormat.of().formatHex(bytes),
                                HexFormat.of().withUpperCase().formatHex(bytes)),
                        List.of(
                                Base64.getEncoder().encodeToString(bytes),
                                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void masksAKnownSecretWhereverItStandsAsAWord(String form) {
        known.add(SECRET.getBytes(US_ASCII));

        for (var around : List.of("§", "got § back", "/a/§/b.json", "x(§)", "[a, §, b]", "\n§\n", "id:§")) {
            assertThat(masked(around.replace("§", form))).isEqualTo(around.replace("§", "[masked]"));
        }
    }

    @Test
    void masksAKnownUuidInsideALongerWord() {
        known.add(SECRET.getBytes(US_ASCII));

        assertThat(masked("conn-" + SECRET + "_v2 987-65-4329/" + SECRET + "/" + SECRET.substring(1)))
                .isEqualTo("conn-[masked]_v2 [masked]/[masked]/" + SECRET.substring(1));
    }

    @Test
    void leavesUnknownSecretsOfTheSameLengthAlone() {
        known.add(SECRET.getBytes(US_ASCII));

        assertThat(masked("id " + SECRET.replace('b', 'c'))).contains(SECRET.replace('b', 'c'));
    }

    @Test
    void remembersManyAndTheNewestOnes() {
        var random = new Random(7);
        for (int i = 0; i < 60_000; i++) {
            known.add(uuid(random).getBytes(US_ASCII));
        }
        known.add(SECRET.getBytes(US_ASCII));

        assertThat(masked("id " + SECRET)).isEqualTo("id [masked]");
        assertThat(masked("id " + uuid(new Random(8)))).doesNotContain("[masked]");
    }

    private static String uuid(Random random) {
        return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The example of the paper's appendix: key 00..0f, input 00..0e. */
    @Test
    void hashesAsThePaperDoes() {
        var input = new StringBuilder();
        for (char c = 0; c < 15; c++) {
            input.append(c);
        }

        assertThat(SipHash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, input, 0, 15))
                .isEqualTo(0xa129ca6149be45e5L);
    }

    /** Each would take hours if what is not masked were looked at again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=",
                "code=null,",
                "token=\"null ",
                "ssn='true ",
                "-----BEGIN",
                "-----BEGIN ",
                "://",
                "a://b:",
                "-",
                "=",
                "%3D",
                "Bearer ",
                "\\\"",
                "authorization:[",
                "token ",
                "aaaaaaaa-",
                "a"
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void isLinearWhateverTheText(String part) {
        var line = part.repeat(4_000_000 / part.length());

        assertThat(masked(line)).isNotEmpty();
    }

    /** Any text of what the scanner reacts to. */
    @Test
    void neverThrows() {
        var parts = List.of(
                "token",
                "=",
                ":",
                "\"",
                "\\",
                "-----BEGIN",
                " PRIVATE KEY",
                "-----",
                "://",
                "@",
                "%3D",
                "%",
                "[",
                "]",
                "ssn",
                " 987-65-4329 ",
                "Bearer",
                " ",
                " " + SECRET + " ",
                "\n",
                "null",
                "é",
                "\ud83e",
                "code",
                "cookie",
                "/",
                ".");
        known.add(SECRET.getBytes(US_ASCII));
        var random = new Random(20260228);
        for (int i = 0; i < 20_000; i++) {
            var line = new StringBuilder();
            for (int part = random.nextInt(12); part >= 0; part--) {
                line.append(parts.get(random.nextInt(parts.size())));
            }
            assertThat(masked(line.toString())).doesNotContain(SECRET, "987-65-4329");
        }
    }

    private String masked(String line) {
        return Masking.of(line, known);
    }
}
