package dev.aviary.finch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A Connect code becomes a token without the token, the code or the client's secret showing anywhere. */
class ExchangeTests {

    private static final String TOKEN = "7b1a0f6e-3c55-4d1e-9a77-6f2d1f0c9b1a";
    private static final String CODE = "4f6c2d1e-0a55-4b3e-8c77-1a2d3f4c5b6a";
    private static final String SECRET = "s3cr\"et\\of-the-application";
    private static final String ANSWER = "{\"account_id\":\"a\",\"access_token\":\"" + TOKEN
            + "\",\"token_type\":\"bearer\",\"connection_id\":\"6a1d\",\"entity_ids\":[\"e1\",null,\"e2\"],"
            + "\"products\":[\"company\",\"ssn\",null,7],\"provider_id\":\"gusto\",\"extra\":{\"access_token\":[1]}}";

    private final ClientUnderTest client = new ClientUnderTest();
    private final Finch finch =
            client.as(new ClientCredentials("the-client", ClientSecret.valueOf(SECRET)), client.server.url());
    private final ConnectCode code = ConnectCode.of(CODE.toCharArray());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void readsTheTokenAndWhatItReaches() {
        client.server.ok(ANSWER);

        try (var granted = finch.exchange(code, null)) {
            assertThat(granted.token().revealForHeader()).isEqualTo(TOKEN);
            assertThat(granted.connection().value()).isEqualTo("6a1d");
            assertThat(granted.provider()).isEqualTo("gusto");
            assertThat(granted.products()).containsExactlyInAnyOrder("company", "ssn", "7");
            assertThat(granted.entities()).containsExactly(new EntityId("e1"), new EntityId("e2"));
            assertThat(granted).hasToString("Granted[connection 6a1d]");
        }
    }

    @Test
    void readsATokenWithEscapesAndOfTheGreatestLength() {
        var blob = "x".repeat(1_023);
        client.server.ok(ANSWER.replace(TOKEN, "\\u002b" + blob));

        try (var granted = finch.exchange(code, null)) {
            assertThat(granted.token().revealForHeader()).isEqualTo("+" + blob);
        }
    }

    @Test
    void sendsClientAndCodeInTheBodyOnly() {
        client.server.ok(ANSWER).ok(ANSWER);
        finch.exchange(code, null).close();
        finch.exchange(code, "https://app.example/back?x=\"1\"").close();

        var embedded = client.server.requests.get(0);
        assertThat(embedded.line()).isEqualTo("POST /auth/token");
        assertThat(embedded.headers()).doesNotContainKey("Authorization").containsKey("Finch-api-version");
        assertThat(sent(0)).isEqualTo(Map.of("client_id", "the-client", "client_secret", SECRET, "code", CODE));
        assertThat(sent(1)).containsEntry("redirect_uri", "https://app.example/back?x=\"1\"");
        assertThat(client.budget.acquired).containsExactly(Bucket.OTHER, Bucket.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant_error, CODE_REFUSED",
        "400, bad_request, REFUSED",
        "401, invalid_client_error, CLIENT_REFUSED",
        "503, server_error, SERVER",
        "429, finch_application_rl, APPLICATION_LIMIT"
    })
    void saysWhatIsWrongAndNeverSendsACodeTwice(int status, String name, FinchProblem problem) {
        client.server
                .then(status, "{\"name\":\"" + name + "\",\"message\":\"" + CODE + "\"}")
                .ok(ANSWER);

        assertThatThrownBy(() -> finch.exchange(code, null))
                .isInstanceOfSatisfying(
                        FinchException.class, e -> assertThat(e.problem()).isEqualTo(problem))
                .hasMessageNotContaining(CODE);
        assertThat(client.server.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"" + TOKEN + "\"",
                "{\"access_token\":\"" + TOKEN + "\"}",
                "{\"connection_id\":\"c\"}",
                "{\"access_token\":7,\"connection_id\":\"c\"}",
                "{\"access_token\":\"two words\",\"connection_id\":\"c\"}",
                "{\"access_token\":\"\",\"connection_id\":\"c\"}",
                "{\"access_token\":\"" + TOKEN + "\",\"access_token\":\"" + TOKEN + "\",\"connection_id\":\"c\"}",
                "{\"access_token\":\"" + TOKEN + "\",\"connection_id\":\"no id\"}",
                "{\"access_token\":\"" + TOKEN + "\",\"connection_id\":\"c\"}}",
                "{\"access_token\":\"" + TOKEN + "\",\"connection_id\":\"c\"",
                "{\"access_token\":\"" + TOKEN + "\",\"entity_ids\":[\"e",
            })
    void refusesAnAnswerThatIsNotOneWithoutQuotingIt(String body) {
        client.server.ok(body);

        assertThatThrownBy(() -> finch.exchange(code, null))
                .isInstanceOfSatisfying(
                        FinchException.class, e -> assertThat(e.problem()).isEqualTo(FinchProblem.UNREADABLE_ANSWER))
                .hasMessageNotContaining(TOKEN)
                .hasNoCause();
    }

    @Test
    void takesNo202ForAToken() {
        client.server.then(202, "");

        assertThatThrownBy(() -> finch.exchange(code, null)).hasMessageContaining("not_confirmed");
    }

    @Test
    void asksNobodyWithoutAClient() {
        var nobody = client.as(ClientCredentials.NONE, client.server.url());

        assertThatThrownBy(() -> nobody.exchange(code, null))
                .isInstanceOfSatisfying(
                        FinchException.class, e -> assertThat(e.word()).isEqualTo("client_not_set"));
        assertThat(client.server.requests).isEmpty();
    }

    @Test
    void keepsTheCodeToItself() throws Exception {
        assertThat(code + " " + List.of(code)).doesNotContain("4f6c2d1e");
        assertThat(JsonMapper.shared().writeValueAsString(Map.of("code", code))).doesNotContain("4f6c2d1e");
        assertThat(Arrays.stream(ConnectCode.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(java.lang.reflect.Method::getName))
                .containsExactlyInAnyOrder("of", "close", "toString");

        code.close();
        var field = ConnectCode.class.getDeclaredField("content");
        field.setAccessible(true);
        assertThat((byte[]) field.get(code)).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(() -> finch.exchange(code, null));
        assertThat(client.server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\u00e9", "line\n"})
    void refusesWhatIsNoCode(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectCode.of(text.toCharArray()));
    }

    @Test
    void wipesWhatItBuiltAndWhatTheParserKept() throws Exception {
        var body = new ClientCredentials("c", ClientSecret.valueOf(SECRET)).exchanging(code, null);
        assertThat(new String(body)).contains(CODE);
        var reader = new GrantReader();
        var parser = reader.parserOf(new java.io.ByteArrayInputStream(ANSWER.getBytes()));
        parser.nextToken();
        try (AccessToken token = reader.read(parser).token()) {
            assertThat(token.revealForHeader()).isEqualTo(TOKEN);
        }
        reader.close();

        var field = GrantReader.class.getDeclaredField("body");
        field.setAccessible(true);
        assertThat((byte[]) field.get(reader)).containsOnly(0);
    }

    private Map<String, String> sent(int number) {
        return JsonMapper.shared().readValue(client.server.requests.get(number).body(), new TypeReference<>() {});
    }
}
