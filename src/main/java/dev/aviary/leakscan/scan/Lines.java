package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts the lines of a text as it comes by, eight bytes at once. */
final class Lines {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;

    private long line = 1;
    private long lineStart;
    private long counted;

    /** Goes on to here; places behind it are counted already. */
    void to(Block block, int index) {
        int from = (int) (counted - block.position()) + block.from();
        if (index <= from) {
            return;
        }
        var lines = count(block.bytes(), from, index);
        if (lines > 0) {
            int last = index - 1;
            while (block.bytes()[last] != '\n') {
                last--;
            }
            line += lines;
            lineStart = block.at(last + 1);
        }
        counted = block.at(index);
    }

    private static long count(byte[] bytes, int from, int to) {
        long lines = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            var x = (long) LONG.get(bytes, at) ^ NEWLINES;
            lines += Long.bitCount(~((x & LOW) + LOW | x | LOW));
        }
        for (; at < to; at++) {
            lines += bytes[at] == '\n' ? 1 : 0;
        }
        return lines;
    }

    long line() {
        return line;
    }

    long column() {
        return counted - lineStart + 1;
    }
}
