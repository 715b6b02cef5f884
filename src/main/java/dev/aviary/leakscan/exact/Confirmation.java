package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Owner;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.SecretForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the vault whether it is a secret, once for each text: a token that stands in every line is asked for once. Remembers salted digests, never a text.
 * Thread-safe.
 */
final class Confirmation {

    private static final int MOST = 50_000;

    private final Fingerprints fingerprints;
    private final MessageDigest salted = sha256();
    private final ConcurrentHashMap<Question, Boolean> answers = new ConcurrentHashMap<>();

    /** @param salt random */
    Confirmation(Fingerprints fingerprints, byte[] salt) {
        this.fingerprints = fingerprints;
        salted.update(salt);
    }

    boolean isSecret(Owner owner, SecretForm form, byte[] found) {
        var question = question(owner, form, found);
        var known = answers.get(question);
        if (known != null) {
            return known;
        }
        var is = fingerprints.isSecret(owner.id(), form, found);
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(question, is);
        return is;
    }

    /** By 128 bits of its digest: that two are the same by chance cannot be brought about by who does not know the salt. */
    private record Question(long first, long second) {}

    private Question question(Owner owner, SecretForm form, byte[] found) {
        try {
            var digest = (MessageDigest) salted.clone();
            digest.update(owner.id().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update((byte) form.ordinal());
            var bytes = ByteBuffer.wrap(digest.digest(found));
            return new Question(bytes.getLong(), bytes.getLong());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-256 of this Java cannot be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
