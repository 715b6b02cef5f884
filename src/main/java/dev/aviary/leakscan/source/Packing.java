package dev.aviary.leakscan.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** How a text is packed, by its first bytes: names lie. */
enum Packing {
    NONE("", 0),
    GZIP("\u001f\u008b\b", 0),
    ZIP("PK\u0003\u0004", 0),
    TAR("ustar", 257),
    BZIP2("1AY&SY", 4),
    ZSTD("(\u00b5/\u00fd", 0),
    /** Begins with a frame to skip, as written by many threads. */
    ZSTD_SKIPPABLE("P*M\u0018", 0),
    XZ("\u00fd7zXZ\0", 0),
    SEVEN_ZIP("7z\u00bc\u00af'\u001c", 0),
    RAR("Rar!\u001a\u0007", 0),
    LZ4("\u0004\"M\u0018", 0);

    /** As many bytes as are needed to tell. */
    static final int HEAD = 512;

    private final byte[] sign;
    private final int at;

    Packing(String sign, int at) {
        this.sign = sign.getBytes(ISO_8859_1);
        this.at = at;
    }

    static Packing of(byte[] head, int length) {
        return Arrays.stream(values())
                .filter(packing -> packing != NONE && packing.begins(head, length))
                .findFirst()
                .orElse(NONE);
    }

    private boolean begins(byte[] head, int length) {
        return length >= at + sign.length && Arrays.equals(head, at, at + sign.length, sign, 0, sign.length);
    }
}
