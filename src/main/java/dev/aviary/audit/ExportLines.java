package dev.aviary.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The lines of an export, each canonical JSON: one that names the format and the public keys, all checkpoints, all events lane by lane, and one that says
 * where the export ends. Everything in it is covered by the last checkpoint's signature.
 */
final class ExportLines {

    static final String FORMAT = "aviary-audit-export/1";

    static final byte[] EVENT = ascii("{\"event\":");
    static final byte[] HASH = ascii(",\"hash\":\"");
    static final byte[] CLOSE = ascii("\"}");
    static final int HASH_LENGTH = HASH.length + 2 * Hashes.BYTES + CLOSE.length;
    static final String CHECKPOINT = "{\"checkpoint\":";
    static final String END = "{\"end\":";

    private ExportLines() {}

    static String head(List<String> keys) {
        return CanonicalJson.write(Map.of("format", FORMAT, "keys", keys));
    }

    static String checkpoint(String document) {
        return CHECKPOINT + document + "}";
    }

    static String event(byte[] canonical, byte[] hash) {
        return "{\"event\":" + new String(canonical, StandardCharsets.UTF_8) + ",\"hash\":\""
                + HexFormat.of().formatHex(hash) + "\"}";
    }

    static String end(long checkpoints, long events) {
        return CanonicalJson.write(Map.of("end", Map.of("checkpoints", checkpoints, "events", events)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
