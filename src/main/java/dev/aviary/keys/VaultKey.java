package dev.aviary.keys;

import dev.aviary.keys.KeyServiceException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;

/**
 * One key of Vault's transit engine. The calls are written out, because Spring Vault's own do not know {@code associated_data}, and without it a
 * keyset moved to another tenant would open.
 */
final class VaultKey implements KeyService {

    private final String mount;
    private final String name;
    private final VaultTemplate vault;

    VaultKey(String mount, String name, VaultTemplate vault) {
        this.mount = mount;
        this.name = name;
        this.vault = vault;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associated) throws KeyServiceException {
        return call(
                        "encrypt",
                        Map.of("plaintext", base64(plaintext), "associated_data", base64(associated)),
                        "ciphertext")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associated) throws KeyServiceException {
        var text = new String(ciphertext, StandardCharsets.ISO_8859_1);
        if (!text.matches("vault:v\\d{1,9}:[A-Za-z0-9+/]+={0,2}")) {
            throw new KeyServiceException(Fault.REFUSED);
        }
        var plaintext = call("decrypt", Map.of("ciphertext", text, "associated_data", base64(associated)), "plaintext");
        try {
            return Base64.getDecoder().decode(plaintext);
        } catch (IllegalArgumentException e) {
            throw new KeyServiceException(Fault.UNEXPECTED);
        }
    }

    private String call(String verb, Map<String, String> fields, String wanted) throws KeyServiceException {
        try {
            var answer = vault.write(mount + "/" + verb + "/" + name, fields);
            if (answer == null || answer.getData() == null || !(answer.getData().get(wanted) instanceof String text)) {
                throw new KeyServiceException(Fault.UNEXPECTED);
            }
            return text;
        } catch (VaultException e) {
            throw new KeyServiceException(fault(verb, e));
        } catch (ResourceAccessException e) {
            throw new KeyServiceException(Fault.UNREACHABLE);
        }
    }

    private static Fault fault(String verb, VaultException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpStatusCodeException status) {
                return fault(verb, status);
            }
            if (cause instanceof ResourceAccessException) {
                return Fault.UNREACHABLE;
            }
        }
        return Fault.UNEXPECTED;
    }

    /** Vault answers 400 to much: its words are looked at, and not kept. */
    private static Fault fault(String verb, HttpStatusCodeException e) {
        return switch (e.getStatusCode().value()) {
            case 400 -> ofBadRequest(verb, e.getResponseBodyAsString());
            case 401, 403 -> Fault.DENIED;
            case 404 -> Fault.MISSING;
            case 429 -> Fault.THROTTLED;
            default -> e.getStatusCode().is5xxServerError() ? Fault.UNREACHABLE : Fault.UNEXPECTED;
        };
    }

    private static Fault ofBadRequest(String verb, String body) {
        if (body.contains("encryption key not found")) {
            return Fault.MISSING;
        }
        if (body.contains("disallowed by policy") || body.contains("minimum version")) {
            return Fault.DISABLED;
        }
        if (body.contains("invalid role") || body.contains("invalid secret id")) {
            return Fault.DENIED;
        }
        return verb.equals("decrypt") ? Fault.REFUSED : Fault.UNEXPECTED;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
