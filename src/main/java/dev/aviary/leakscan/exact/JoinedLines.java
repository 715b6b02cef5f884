package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** Base64 without the ends of its lines, otherwise as it is. */
final class JoinedLines implements Decoder {

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read < to && written < limit) {
            if (Bytes.base64(in[read]) >= 0) {
                out[written++] = in[read++];
                continue;
            }
            var next = Base64Text.nextLine(in, read, to);
            if (next < 0) {
                break;
            }
            read = next;
        }
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.LINES);
    }
}
