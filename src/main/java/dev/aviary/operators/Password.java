package dev.aviary.operators;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A secret as it is stored: PBKDF2-HMAC-SHA256 of the JDK. The number of iterations is kept beside it, so that it can be raised. */
record Password(byte[] salt, int iterations, byte[] hash) {

    /** What OWASP asks for (2023); docs/benchmarks.md has what it costs. */
    static final int ITERATIONS = 600_000;

    static final int SALT_BYTES = 16;

    private static final int HASH_BITS = 256;

    static Password of(Secret secret, byte[] salt, int iterations) {
        return new Password(salt, iterations, hash(secret, salt, iterations));
    }

    boolean isOf(Secret secret) {
        var other = hash(secret, salt, iterations);
        try {
            return MessageDigest.isEqual(hash, other);
        } finally {
            Arrays.fill(other, (byte) 0);
        }
    }

    private static byte[] hash(Secret secret, byte[] salt, int iterations) {
        var characters = secret.revealOnce();
        var spec = new PBEKeySpec(characters, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
