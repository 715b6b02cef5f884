package dev.aviary.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 with a byte in front that tells what is hashed, as RFC 6962 does it, so that no event can pass for a node of the tree. */
final class Hashes {

    static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte EVENT = 2;

    private final MessageDigest digest;

    Hashes() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** What the first event of a lane has as its predecessor. */
    static byte[] none() {
        return new byte[BYTES];
    }

    byte[] event(byte[] canonical, int from, int length) {
        digest.update(EVENT);
        digest.update(canonical, from, length);
        return digest.digest();
    }

    byte[] event(byte[] canonical) {
        return event(canonical, 0, canonical.length);
    }

    /** Root of the Merkle tree (RFC 6962, 2.1) over these leaves. */
    byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            digest.update(LEAF);
            return digest.digest(leaves.get(0));
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        var left = root(leaves.subList(0, split));
        var right = root(leaves.subList(split, leaves.size()));
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    byte[] plain(byte[] data) {
        return digest.digest(data);
    }
}
