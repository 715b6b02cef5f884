package dev.aviary.leakscan.findings;

import dev.aviary.keys.InstallationKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keyed codes that tell findings apart. Without the key nobody can try what they are codes of, not even all social security numbers. */
final class FindingCodes {

    static final String KEY = "leak-findings";

    private final InstallationKeys keys;

    FindingCodes(InstallationKeys keys) {
        this.keys = keys;
    }

    /** Of a secret of ours, whatever form and encoding it stands in. */
    byte[] ofOwned(String rule, String owner) {
        return code("owned", rule.getBytes(StandardCharsets.UTF_8), owner.getBytes(StandardCharsets.UTF_8));
    }

    /** Of what looks like a secret, by its bytes. */
    byte[] ofSeen(String rule, byte[] secret) {
        return code("seen", rule.getBytes(StandardCharsets.UTF_8), secret);
    }

    byte[] ofPlace(byte[] identity, String source) {
        return code("place", identity, source.getBytes(StandardCharsets.UTF_8));
    }

    byte[] ofSource(String source) {
        return code("source", new byte[0], source.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] code(String kind, byte[] first, byte[] second) {
        var name = kind.getBytes(StandardCharsets.US_ASCII);
        var data = ByteBuffer.allocate(2 * Integer.BYTES + name.length + first.length + second.length)
                .putInt(name.length)
                .put(name)
                .putInt(first.length)
                .put(first)
                .put(second);
        return keys.vouching(KEY).vouch(data.array());
    }
}
