package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Numbers as the Base64 of their bytes: the form in which the 16 bytes of a UUID are known. */
final class RawNumbers implements Decoder {

    private static final Decoder NUMBERS = new Numbers();

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var raw = new byte[Math.min((to - from) / 2 + 1, limit / 4 * 3 + limit % 4)];
        var result = NUMBERS.decode(in, from, to, raw, raw.length);
        var encoded = Base64.getEncoder().withoutPadding().encode(Arrays.copyOf(raw, Decoder.written(result)));
        var written = Math.min(limit, encoded.length);
        System.arraycopy(encoded, 0, out, 0, written);
        return Decoder.result(Decoder.read(result), written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.NUMBERS);
    }
}
