package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Bytes as their Base64: the form in which the 16 bytes of a UUID are known. */
final class BytesAsBase64 implements Decoder {

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = Math.min(to, from + limit / 4 * 3 + limit % 4);
        var encoded = ENCODER.encode(Arrays.copyOfRange(in, from, read));
        var written = Math.min(limit, encoded.length);
        System.arraycopy(encoded, 0, out, 0, written);
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of();
    }
}
