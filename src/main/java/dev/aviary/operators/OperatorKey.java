package dev.aviary.operators;

import java.util.Arrays;
import java.util.Base64;

/** What a key file holds: the name of an operator and 256 random bits that prove it. Prints itself masked; closing wipes it. */
public final class OperatorKey implements AutoCloseable {

    private final String operator;
    private final transient byte[] key;

    OperatorKey(String operator, byte[] key) {
        this.operator = operator;
        this.key = key;
    }

    public String operator() {
        return operator;
    }

    byte[] fingerprint() {
        return Secrets.fingerprint(key);
    }

    /** As it stands in the key file; the caller wipes it. */
    byte[] encodedCopy() {
        return Base64.getUrlEncoder().withoutPadding().encode(key);
    }

    byte[] cleartextCopy() {
        return key.clone();
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "OperatorKey[" + operator + ", hidden]";
    }
}
