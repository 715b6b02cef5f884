package dev.aviary.vault;

import dev.aviary.keys.InstallationKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
            form.lend(secret, bytes -> {
                var hashes = hash().all(bytes);
                var isNew = hashes.length > 0
                        && known.add(LongStream.of(hashes).boxed().toList());
                if (isNew) {
                    content.add(form, withMessage(owner, form, bytes, keys.vouching(KEY)::vouch), hashes);
                }
                return isNew;
            });
        }
        return content;
    }

    boolean confirms(FingerprintContent content, String owner, SecretForm form, byte[] found) {
        var code = content.code(form);
        return code != null
                && withMessage(owner, form, found, message -> keys.vouching(KEY).vouchedFor(code, message));
    }

    /** Wiped after its use: the secret is in it. */
    private static <T> T withMessage(String owner, SecretForm form, byte[] bytes, Function<byte[], T> use) {
        var label = form.label();
        var name = owner.getBytes(StandardCharsets.US_ASCII);
        var message = ByteBuffer.allocate(label.length + name.length + bytes.length + 2)
                .put(label)
                .put((byte) 0)
                .put(name)
                .put((byte) 0)
                .put(bytes)
                .array();
        try {
            return use.apply(message);
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    private static byte[] sha256(byte[] code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
