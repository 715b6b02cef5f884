package dev.aviary.leakscan.source;

import dev.aviary.leakscan.Block;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a text into blocks, in one array that is used again for each text and grows up to the size of a block. */
final class Blocks {

    private static final byte[] ZEROES = new byte[Block.SIZE];

    private static final int BEGINNING = 64 << 10;

    private final long mostZeroes;
    private byte[] bytes = new byte[BEGINNING];

    /** @param mostZeroes in a row */
    Blocks(long mostZeroes) {
        this.mostZeroes = mostZeroes;
    }

    /** @throws IOException with the message that is told of the text; all blocks before have been handed on */
    void read(InputStream in, Texts texts) throws IOException {
        var start = texts.from().position();
        int carry = (int) Math.min(Block.CARRY, start);
        long position = start - carry;
        long zeroes = 0;
        in.skipNBytes(position);
        if (in.readNBytes(bytes, 0, carry) < carry) {
            throw new EOFException();
        }
        var last = false;
        while (!last) {
            IOException broken = null;
            int fresh = 0;
            try {
                fresh = fill(in, carry);
            } catch (BrokenOff e) {
                fresh = e.read;
                broken = e.why;
            }
            last = fresh < Block.SIZE;
            var to = carry + fresh;
            var empty = Arrays.equals(bytes, carry, to, ZEROES, 0, fresh);
            zeroes = empty ? zeroes + fresh : 0;
            texts.block(new Block(bytes, 0, carry, to, position, last));
            if (broken != null) {
                throw broken;
            }
            if (zeroes > mostZeroes) {
                throw new CutException("cut: more than " + mostZeroes + " zero bytes in a row");
            }
            var keep = Math.min(Block.CARRY, to);
            System.arraycopy(bytes, to - keep, bytes, 0, keep);
            position += to - keep;
            carry = keep;
        }
    }

    /** What was read before it broke is still searched. */
    private static final class BrokenOff extends Exception {

        private static final long serialVersionUID = 1L;

        private final int read;
        private final IOException why;

        BrokenOff(int read, IOException why) {
            super(why);
            this.read = read;
            this.why = why;
        }
    }

    private int fill(InputStream in, int carry) throws BrokenOff {
        int read = 0;
        try {
            while (read < Block.SIZE) {
                if (carry + read == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(4 * bytes.length, Block.CARRY + Block.SIZE));
                }
                var more = in.read(bytes, carry + read, Math.min(bytes.length - carry, Block.SIZE) - read);
                if (more < 0) {
                    break;
                }
                read += more;
            }
            return read;
        } catch (IOException e) {
            throw new BrokenOff(read, e);
        }
    }
}
