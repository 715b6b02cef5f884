package dev.aviary.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks (finch-api 6.1): HMAC-SHA-256 of id, timestamp and body, joined by dots. */
final class WebhookSigner {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the secret is not base64 */
    WebhookSigner(String secret) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret), ALGORITHM);
    }

    String sign(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java knows no " + ALGORITHM, e);
        }
    }
}
