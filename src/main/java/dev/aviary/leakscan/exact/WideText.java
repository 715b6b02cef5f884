package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** UTF-16 of characters below 256, whichever byte comes first: from one character on, every second byte. */
final class WideText implements Decoder {

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read < to && written < limit) {
            out[written++] = in[read];
            read += 2;
        }
        return Decoder.result(Math.min(read, to), written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.UTF16);
    }
}
