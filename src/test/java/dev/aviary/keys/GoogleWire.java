package dev.aviary.keys;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Google Cloud KMS on the wire: a signed assertion is exchanged for an access token, then encrypt and decrypt over REST. */
final class GoogleWire extends WireServer {

    static final String NAME = "projects/aviary-test/locations/europe-west3/keyRings/ring/cryptoKeys/kek";

    private static final String TOKEN = "ya29.token-of-the-test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Making one takes a while. */
    private static final KeyPair ACCOUNT = pair();

    private static KeyPair pair() {
        try {
            var pairs = KeyPairGenerator.getInstance("RSA");
            pairs.initialize(2048);
            return pairs.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file of a service account that this server knows; another one's if it is to be refused. */
    Path credentials(Path directory, boolean known) throws IOException {
        var pair = known ? ACCOUNT : pair();
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        var json = JSON.createObjectNode()
                .put("type", "service_account")
                .put("project_id", "aviary-test")
                .put("private_key_id", "key-of-the-test")
                .put("private_key", pem)
                .put("client_email", "aviary@aviary-test.example")
                .put("client_id", "1")
                .put("token_uri", address() + "/token");
        return Files.writeString(directory.resolve("account-" + known + ".json"), json.toString());
    }

    @Override
    void answer(HttpExchange exchange, byte[] body, Mood mood) throws IOException, GeneralSecurityException {
        var path = exchange.getRequestURI().getPath();
        note(path);
        if (path.equals("/token")) {
            signIn(exchange, new String(body, StandardCharsets.US_ASCII));
            return;
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            fail(exchange, 401, "UNAUTHENTICATED");
            return;
        }
        switch (mood) {
            case WELL -> work(exchange, path, JSON.readTree(body));
            case MISSING -> fail(exchange, 404, "NOT_FOUND");
            case DISABLED -> fail(exchange, 400, "FAILED_PRECONDITION");
            case FORBIDDING -> fail(exchange, 403, "PERMISSION_DENIED");
            case THROTTLING -> fail(exchange, 429, "RESOURCE_EXHAUSTED");
            case FAILING -> fail(exchange, 503, "UNAVAILABLE");
        }
    }

    /** RFC 7523: header and claims in base64url, signed by the account's key. */
    private void signIn(HttpExchange exchange, String form) throws IOException, GeneralSecurityException {
        var assertion = "";
        for (var field : form.split("&")) {
            if (field.startsWith("assertion=")) {
                assertion = URLDecoder.decode(field.substring("assertion=".length()), StandardCharsets.UTF_8);
            }
        }
        var dot = assertion.lastIndexOf('.');
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(ACCOUNT.getPublic());
        verifier.update(assertion.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        if (!verifier.verify(Base64.getUrlDecoder().decode(assertion.substring(dot + 1)))) {
            reply(
                    exchange,
                    400,
                    "application/json",
                    "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}");
            return;
        }
        reply(
                exchange,
                200,
                "application/json",
                "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
    }

    private void work(HttpExchange exchange, String path, JsonNode request)
            throws IOException, GeneralSecurityException {
        var associated = bytes(request, "additionalAuthenticatedData");
        if (path.equals("/v1/" + NAME + ":encrypt")) {
            var sealed = encrypt(bytes(request, "plaintext"), associated);
            reply(
                    exchange,
                    200,
                    "application/json",
                    "{\"name\":\"" + NAME + "/cryptoKeyVersions/1\",\"ciphertext\":\""
                            + Base64.getEncoder().encodeToString(sealed) + "\"}");
        } else if (path.equals("/v1/" + NAME + ":decrypt")) {
            try {
                var clear = decrypt(bytes(request, "ciphertext"), associated);
                reply(
                        exchange,
                        200,
                        "application/json",
                        "{\"plaintext\":\"" + Base64.getEncoder().encodeToString(clear) + "\"}");
            } catch (GeneralSecurityException e) {
                fail(exchange, 400, "INVALID_ARGUMENT");
            }
        } else {
            fail(exchange, 404, "NOT_FOUND");
        }
    }

    private static byte[] bytes(JsonNode request, String field) {
        return Base64.getDecoder().decode(request.path(field).asString());
    }

    private static void fail(HttpExchange exchange, int status, String word) throws IOException {
        reply(
                exchange,
                status,
                "application/json",
                "{\"error\":{\"code\":" + status + ",\"message\":\"no\",\"status\":\"" + word + "\"}}");
    }
}
