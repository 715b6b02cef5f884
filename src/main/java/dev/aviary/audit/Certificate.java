package dev.aviary.audit;

import java.util.Base64;
import java.util.Map;

/**
 * A signed statement of what was done, as one line of text: {@code {"body":{…},"key":"…","signature":"…"}} in canonical JSON (RFC 8785). The signature
 * (Ed25519, base64) is over the bytes of the body; {@code key} is the fingerprint of the key that made it. Immutable.
 */
public final class Certificate {

    private final String document;
    private final Map<String, Object> body;
    private final String key;
    private final byte[] signature;

    private Certificate(String document, Map<String, Object> body, String key, byte[] signature) {
        this.document = document;
        this.body = body;
        this.key = key;
        this.signature = signature;
    }

    static Certificate of(Map<String, ?> body, String key, byte[] signature) {
        return parse(CanonicalJson.write(Map.of(
                "body", body, "key", key, "signature", Base64.getEncoder().encodeToString(signature))));
    }

    /**
     * Reads a certificate without judging its signature; a line break at the end is accepted.
     *
     * @throws IllegalArgumentException if it is not a certificate in canonical form
     */
    public static Certificate parse(String text) {
        var document = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        var parts = CanonicalJson.parse(document);
        if (parts.size() == 3
                && parts.get("body") instanceof Map<?, ?> found
                && parts.get("key") instanceof String key
                && parts.get("signature") instanceof String encoded) {
            var body = new java.util.TreeMap<String, Object>();
            found.forEach((name, value) -> body.put((String) name, value));
            return new Certificate(document, java.util.Collections.unmodifiableMap(body), key, decoded(encoded));
        }
        throw new IllegalArgumentException("It is not a certificate: body, key and signature are expected");
    }

    private static byte[] decoded(String encoded) {
        var signature = Base64.getDecoder().decode(encoded);
        if (!Base64.getEncoder().encodeToString(signature).equals(encoded)) {
            throw new IllegalArgumentException("Its signature is not in canonical base64");
        }
        return signature;
    }

    /** The whole certificate, one line without a line break. */
    public String document() {
        return document;
    }

    /** What is stated: texts, integers ({@link Long}), lists and maps. */
    public Map<String, Object> body() {
        return body;
    }

    /** Fingerprint of the public key that the signature is said to be of. */
    public String key() {
        return key;
    }

    boolean isSignedBy(PublicKeys keys) {
        return keys.haveSigned(key, PublicKeys.utf8(CanonicalJson.write(body)), signature);
    }

    @Override
    public String toString() {
        return document;
    }
}
