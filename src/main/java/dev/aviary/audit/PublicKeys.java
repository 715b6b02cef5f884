package dev.aviary.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Public halves of Ed25519 keys, by fingerprint: SHA-256 of the key's DER form, in hexadecimal. Checks with the JDK alone. */
final class PublicKeys {

    private static final int RAW_BYTES = 32;

    /** What stands in front of the 32 bytes in DER (RFC 8410). */
    private static final byte[] DER_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final Map<String, byte[]> keys = new LinkedHashMap<>();

    /** @param raw 32 bytes each, the present one first */
    PublicKeys(List<byte[]> raw) {
        raw.forEach(key -> keys.put(fingerprint(key), key.clone()));
    }

    /** @throws IllegalArgumentException if the text has no Ed25519 public key in PEM */
    static PublicKeys parse(String pem) {
        var raw = new ArrayList<byte[]>();
        PEM.matcher(pem)
                .results()
                .forEach(found -> raw.add(
                        raw(Base64.getMimeDecoder().decode(found.group(1).strip()))));
        if (raw.isEmpty()) {
            throw new IllegalArgumentException("no public key in PEM");
        }
        return new PublicKeys(raw);
    }

    private static byte[] raw(byte[] der) {
        if (der.length != DER_HEAD.length + RAW_BYTES
                || !java.util.Arrays.equals(der, 0, DER_HEAD.length, DER_HEAD, 0, DER_HEAD.length)) {
            throw new IllegalArgumentException("a public key that is not of Ed25519");
        }
        return java.util.Arrays.copyOfRange(der, DER_HEAD.length, der.length);
    }

    String pem() {
        var pem = new StringBuilder();
        for (var key : keys.values()) {
            pem.append("-----BEGIN PUBLIC KEY-----\n")
                    .append(Base64.getEncoder().encodeToString(der(key)))
                    .append("\n-----END PUBLIC KEY-----\n");
        }
        return pem.toString();
    }

    List<String> fingerprints() {
        return List.copyOf(keys.keySet());
    }

    List<String> hex() {
        return keys.values().stream().map(HexFormat.of()::formatHex).toList();
    }

    /** Whether the key of this fingerprint is among these, and signed this. */
    boolean haveSigned(String fingerprint, byte[] data, byte[] signature) {
        return Optional.ofNullable(keys.get(fingerprint))
                .map(key -> hasSigned(key, data, signature))
                .orElse(false);
    }

    static String fingerprint(byte[] raw) {
        return HexFormat.of().formatHex(new Hashes().plain(der(raw)));
    }

    private static boolean hasSigned(byte[] raw, byte[] data, byte[] signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der(raw))));
            check.update(data);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] der(byte[] raw) {
        var der = java.util.Arrays.copyOf(DER_HEAD, DER_HEAD.length + raw.length);
        System.arraycopy(raw, 0, der, DER_HEAD.length, raw.length);
        return der;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
