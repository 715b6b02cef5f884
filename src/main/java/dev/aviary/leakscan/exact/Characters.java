package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** {@code a, b, c}: from one character on, every third. */
final class Characters implements Decoder {

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read < to && written < limit) {
            out[written++] = in[read];
            read += 3;
        }
        return Decoder.result(Math.min(read, to), written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.CHARACTERS);
    }
}
