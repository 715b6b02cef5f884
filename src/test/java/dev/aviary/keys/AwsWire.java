package dev.aviary.keys;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** AWS KMS on the wire: JSON 1.1 with the operation in {@code X-Amz-Target}; the signature (version 4) is computed anew and compared. */
final class AwsWire extends WireServer {

    static final String ACCESS_KEY = "AKIDAVIARYTEST";
    static final String SECRET_KEY = "wire/secret/of/the/test";
    static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([a-z0-9-]+)/kms/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    void answer(HttpExchange exchange, byte[] body, Mood mood) throws IOException, GeneralSecurityException {
        var operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        note(operation);
        if (!isSigned(exchange, body)) {
            fail(exchange, 400, "InvalidSignatureException");
            return;
        }
        switch (mood) {
            case WELL -> work(exchange, operation, JSON.readTree(body));
            case MISSING -> fail(exchange, 400, "NotFoundException");
            case DISABLED -> fail(exchange, 400, "DisabledException");
            case FORBIDDING -> fail(exchange, 400, "AccessDeniedException");
            case THROTTLING -> fail(exchange, 400, "ThrottlingException");
            case FAILING -> fail(exchange, 500, "KMSInternalException");
        }
    }

    private void work(HttpExchange exchange, String operation, JsonNode request)
            throws IOException, GeneralSecurityException {
        if (!request.path("KeyId").asString().equals(ARN)) {
            fail(exchange, 400, "NotFoundException");
            return;
        }
        var context = request.path("EncryptionContext").toString().getBytes(StandardCharsets.UTF_8);
        var answer = JSON.createObjectNode().put("KeyId", ARN).put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        if (operation.equals("TrentService.Encrypt")) {
            answer.put("CiphertextBlob", encrypt(request.path("Plaintext").binaryValue(), context));
        } else {
            try {
                answer.put("Plaintext", decrypt(request.path("CiphertextBlob").binaryValue(), context));
            } catch (GeneralSecurityException e) {
                fail(exchange, 400, "InvalidCiphertextException");
                return;
            }
        }
        reply(exchange, 200, "application/x-amz-json-1.1", answer.toString());
    }

    private static void fail(HttpExchange exchange, int status, String type) throws IOException {
        reply(exchange, status, "application/x-amz-json-1.1", "{\"__type\":\"" + type + "\",\"message\":\"no\"}");
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        var header = AUTHORIZATION.matcher(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!header.matches() || !header.group(1).equals(ACCESS_KEY)) {
            return false;
        }
        var date = exchange.getRequestHeaders().getFirst("X-Amz-Date");
        var scope = header.group(2) + "/" + header.group(3) + "/kms/aws4_request";
        var text =
                "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical(exchange, header.group(4), body));
        var key = ("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text)).equals(header.group(5));
    }

    private static byte[] canonical(HttpExchange exchange, String signed, byte[] body) throws GeneralSecurityException {
        var headers = new TreeMap<String, String>();
        for (var name : signed.split(";")) {
            headers.put(
                    name,
                    String.join(",", exchange.getRequestHeaders().get(name)).strip());
        }
        var lines = new ArrayList<String>();
        lines.add(exchange.getRequestMethod());
        lines.add(exchange.getRequestURI().getPath());
        lines.add("");
        headers.forEach((name, value) -> lines.add(name + ":" + value));
        lines.add("");
        lines.add(signed);
        lines.add(sha256(body));
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
