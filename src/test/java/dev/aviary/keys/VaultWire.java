package dev.aviary.keys;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HashiCorp Vault on the wire: AppRole sign-in, and the transit engine's encrypt and decrypt with {@code associated_data}. */
final class VaultWire extends WireServer {

    static final String KEY = "aviary";
    static final String ROOT = "hvs.token-of-the-test";
    static final String ROLE = "role-of-the-test";
    static final String SECRET = "secret-of-the-role";

    private static final String SIGNED_IN = "hvs.signed-in-by-approle";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    VaultWire() {
        tokens.add(ROOT);
    }

    @Override
    void answer(HttpExchange exchange, byte[] body, Mood mood) throws IOException, GeneralSecurityException {
        var path = exchange.getRequestURI().getPath();
        note(path);
        var request = JSON.readTree(body);
        if (path.equals("/v1/auth/approle/login")) {
            signIn(exchange, request);
            return;
        }
        if (!tokens.contains(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token")))) {
            fail(exchange, 403, "permission denied");
            return;
        }
        switch (mood) {
            case WELL -> work(exchange, path, request);
            case MISSING -> fail(exchange, 400, "encryption key not found");
            case DISABLED -> fail(exchange, 400, "ciphertext or signature version is disallowed by policy (too old)");
            case FORBIDDING -> fail(exchange, 403, "1 error occurred:\n\t* permission denied\n\n");
            case THROTTLING -> fail(exchange, 429, "request path \"transit/\": rate limit quota exceeded");
            case FAILING -> fail(exchange, 503, "Vault is sealed");
        }
    }

    private void signIn(HttpExchange exchange, JsonNode request) throws IOException {
        if (!request.path("role_id").asString().equals(ROLE)
                || !request.path("secret_id").asString().equals(SECRET)) {
            fail(exchange, 400, "invalid role or secret ID");
            return;
        }
        tokens.add(SIGNED_IN);
        reply(
                exchange,
                200,
                "application/json",
                "{\"auth\":{\"client_token\":\"" + SIGNED_IN + "\",\"lease_duration\":3600,\"renewable\":true}}");
    }

    private void work(HttpExchange exchange, String path, JsonNode request)
            throws IOException, GeneralSecurityException {
        var associated =
                Base64.getDecoder().decode(request.path("associated_data").asString());
        var data = JSON.createObjectNode();
        if (path.equals("/v1/transit/encrypt/" + KEY)) {
            var sealed =
                    encrypt(Base64.getDecoder().decode(request.path("plaintext").asString()), associated);
            data.put("ciphertext", "vault:v1:" + Base64.getEncoder().encodeToString(sealed));
        } else if (path.equals("/v1/transit/decrypt/" + KEY)) {
            try {
                var sealed = request.path("ciphertext").asString().substring("vault:v1:".length());
                data.put(
                        "plaintext",
                        Base64.getEncoder()
                                .encodeToString(decrypt(Base64.getDecoder().decode(sealed), associated)));
            } catch (GeneralSecurityException | RuntimeException e) {
                fail(exchange, 400, "cipher: message authentication failed");
                return;
            }
        } else {
            fail(exchange, 400, "encryption key not found");
            return;
        }
        reply(
                exchange,
                200,
                "application/json",
                JSON.createObjectNode().set("data", data).toString());
    }

    private static void fail(HttpExchange exchange, int status, String error) throws IOException {
        var body = JSON.createObjectNode();
        body.putArray("errors").add(error);
        reply(
                exchange,
                status,
                "application/json",
                new String(body.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
