package dev.aviary.leakscan.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Members of a tar archive (POSIX and GNU), one after the other. Links and devices have no content and are members without bytes. */
final class Tar {

    private static final int RECORD = 512;
    private static final int LONGEST_NAME = 64 << 10;

    private final InputStream in;
    private @Nullable Counted member;
    private long size;

    Tar(InputStream in) {
        this.in = in;
    }

    /** Name of the next member; null at the end. Its bytes are those of {@link #content}. */
    @Nullable
    String next() throws IOException {
        String longName = null;
        while (true) {
            skipRest();
            var header = in.readNBytes(RECORD);
            if (header.length == 0 || isEmpty(header)) {
                return null;
            }
            requireHeader(header);
            size = number(header, 124, 12);
            member = new Counted(in, size);
            switch (header[156]) {
                case 'L' -> longName = text(extra(), 0, (int) size);
                case 'x' -> longName = path(extra(), longName);
                case 'g', 'K' -> extra();
                default -> {
                    return longName == null ? name(header) : longName;
                }
            }
        }
    }

    InputStream content() {
        return java.util.Objects.requireNonNull(member);
    }

    private byte[] extra() throws IOException {
        if (size > LONGEST_NAME) {
            throw new ZipException("a name in the tar archive is too long");
        }
        return content().readNBytes((int) size);
    }

    private void skipRest() throws IOException {
        if (member != null) {
            in.skipNBytes(size - member.count() + (RECORD - size % RECORD) % RECORD);
            member = null;
        }
    }

    private static boolean isEmpty(byte[] header) {
        return Arrays.equals(header, new byte[header.length]);
    }

    private static void requireHeader(byte[] header) throws IOException {
        if (header.length < RECORD) {
            throw new EOFException("the tar archive ends early");
        }
        long sum = 0;
        for (var i = 0; i < RECORD; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new ZipException("a header of the tar archive is damaged");
        }
    }

    /** Octal, or of base 256 if the first bit is set. */
    private static long number(byte[] header, int from, int length) throws IOException {
        long value = 0;
        var binary = (header[from] & 0x80) != 0;
        for (var i = from; i < from + length; i++) {
            if (binary) {
                value = value << 8 | (i == from ? header[i] & 0x3f : header[i] & 0xff);
            } else if (header[i] >= '0' && header[i] <= '7') {
                value = value << 3 | header[i] - '0';
            } else if (header[i] != ' ' || value != 0) {
                break;
            }
        }
        if (value < 0 || value > Long.MAX_VALUE - RECORD) {
            throw new ZipException("a size in the tar archive is no size");
        }
        return value;
    }

    private static String name(byte[] header) {
        var prefix = header[262] == 0 ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    private static String text(byte[] bytes, int from, int most) {
        int to = from;
        while (to < Math.min(bytes.length, from + most) && bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, UTF_8);
    }

    /** Records {@code length path=name\n} of a POSIX header. */
    private static @Nullable String path(byte[] records, @Nullable String otherwise) {
        return new String(records, UTF_8)
                .lines()
                .filter(line -> line.matches("[0-9]+ path=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse(otherwise);
    }
}
