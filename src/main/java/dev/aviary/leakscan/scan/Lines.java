package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.source.ReadingPosition;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts the lines of a text as it comes by, eight bytes at once, and the characters (code points of UTF-8) of the line it is in. */
final class Lines {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;

    private long line;
    private long lineStart;
    private long counted;

    /** Bytes of the line that go on with a character. */
    private long continued;

    /** Counts from here on. */
    Lines(ReadingPosition from) {
        line = from.line();
        counted = from.position();
        lineStart = counted - (from.column() - 1);
    }

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
            continued = 0;
            from = last + 1;
        }
        continued += continued(block.bytes(), from, index);
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

    private static long continued(byte[] bytes, int from, int to) {
        int continued = 0;
        for (var at = from; at < to; at++) {
            continued += bytes[at] < (byte) 0xc0 ? 1 : 0;
        }
        return continued;
    }

    long line() {
        return line;
    }

    /** Of the next character, from 1. */
    long column() {
        return counted - lineStart - continued + 1;
    }
}
