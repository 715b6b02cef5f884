package dev.aviary.operators;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/** Makes secrets that nobody can guess. */
final class Secrets {

    /** Without 0, 1, l, o, which people confuse. */
    private static final char[] ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789".toCharArray();

    private static final int GROUPS = 5;
    private static final int GROUP = 5;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random;
    private final int iterations;

    /** @param iterations of new passwords */
    Secrets(SecureRandom random, int iterations) {
        this.random = random;
        this.iterations = iterations;
    }

    /** 125 random bits, to be typed: {@code ab2cd-...}. */
    Secret oneTime() {
        var text = new char[GROUPS * (GROUP + 1) - 1];
        for (int at = 0; at < text.length; at++) {
            text[at] = at % (GROUP + 1) == GROUP ? '-' : ALPHABET[random.nextInt(ALPHABET.length)];
        }
        try {
            return Secret.of(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    Password password(Secret secret) {
        return Password.of(secret, bytes(Password.SALT_BYTES), iterations);
    }

    byte[] key() {
        return bytes(KEY_BYTES);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Fast, and good enough for 256 random bits, which nobody can try through. */
    static byte[] fingerprint(byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
