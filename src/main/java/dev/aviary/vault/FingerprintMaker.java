package dev.aviary.vault;

import dev.aviary.keys.InstallationKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes fingerprints and checks against them, under a key of the installation: one window of a text is hashed once, however many tenants there are. */
final class FingerprintMaker {

    static final String KEY = "secret-fingerprints";
    private static final byte[] CHECKED = "check of the key".getBytes(StandardCharsets.US_ASCII);

    private final InstallationKeys keys;
    private volatile @Nullable WindowHash hash;

    FingerprintMaker(InstallationKeys keys) {
        this.keys = keys;
    }

    WindowHash hash() {
        var known = hash;
        if (known == null) {
            known = new WindowHash(sha256(keys.vouching(KEY).vouch(CHECKED)));
            hash = known;
        }
        return known;
    }

    /** Equal for fingerprints that were made with the same window key. */
    long check() {
        return hash().at(CHECKED, 0);
    }

    /** @param owner whose secret it is: codes of two owners cannot be compared */
    FingerprintContent of(String owner, byte[] secret) {
        var content = new FingerprintContent();
        Set<List<Long>> known = new HashSet<>();
        for (var form : SecretForm.values()) {
            var bytes = form.of(secret);
            var hashes = hash().all(bytes);
            if (hashes.length > 0 && known.add(LongStream.of(hashes).boxed().toList())) {
                content.add(form, keys.vouching(KEY).vouch(message(owner, form, bytes)), hashes);
            }
            Arrays.fill(bytes, (byte) 0);
        }
        return content;
    }

    boolean confirms(FingerprintContent content, String owner, SecretForm form, byte[] found) {
        var code = content.code(form);
        return code != null && keys.vouching(KEY).vouchedFor(code, message(owner, form, found));
    }

    private static byte[] message(String owner, SecretForm form, byte[] bytes) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(form.label());
        message.write(0);
        message.writeBytes(owner.getBytes(StandardCharsets.US_ASCII));
        message.write(0);
        message.writeBytes(bytes);
        return message.toByteArray();
    }

    private static byte[] sha256(byte[] code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
