package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Base64 in either alphabet, without ends of lines. */
final class Base64Text implements Decoder {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int[] FIRST = shifted(18);
    private static final int[] SECOND = shifted(12);
    private static final int[] THIRD = shifted(6);
    private static final int[] FOURTH = shifted(0);

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read + 4 <= to && written + 4 <= limit) {
            var quad = quad(in, read);
            if (quad < 0) {
                break;
            }
            // One byte more, which the next ones replace.
            INTS.set(out, written, quad << Byte.SIZE);
            written += 3;
            read += 4;
        }
        return rest(in, read, to, out, written, limit);
    }

    /** Less than four characters, or of four fewer bytes than three. */
    private static long rest(byte[] in, int from, int to, byte[] out, int already, int limit) {
        var read = from;
        var written = already;
        var bits = 0;
        var buffer = 0;
        while (read < to && written < limit && Bytes.base64(in[read]) >= 0) {
            buffer = buffer << 6 | Bytes.base64(in[read++]);
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[written++] = (byte) (buffer >>> bits);
            }
        }
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.BASE64);
    }

    /** Three bytes, or less than 0. */
    private static int quad(byte[] in, int at) {
        return FIRST[in[at] & 0xff] | SECOND[in[at + 1] & 0xff] | THIRD[in[at + 2] & 0xff] | FOURTH[in[at + 3] & 0xff];
    }

    private static int[] shifted(int bits) {
        var values = new int[256];
        Arrays.setAll(values, b -> Bytes.base64((byte) b) << bits);
        return values;
    }
}
