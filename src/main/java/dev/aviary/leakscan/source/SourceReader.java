package dev.aviary.leakscan.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Reads files and streams, one after the other, and hands their texts on. Memory for one block, whatever they are. Throws nothing of its own: what
 * cannot be read is told. For one thread.
 */
public final class SourceReader {

    private final Consumer<Unread> unread;
    private final Unpacking unpacking;

    /** Hands texts on in blocks. */
    public SourceReader(Texts texts, Limits limits) {
        this(inBlocks(texts, new Blocks(limits.zeroes())), texts::unread, limits);
    }

    /** Hands texts on as streams. */
    public SourceReader(TextReader texts, Consumer<Unread> unread, Limits limits) {
        this.unread = unread;
        this.unpacking = new Unpacking(texts, unread, limits);
    }

    private static TextReader inBlocks(Texts texts, Blocks blocks) {
        return (place, in) -> {
            texts.begin(place);
            try {
                blocks.read(in, texts);
            } finally {
                texts.end();
            }
        };
    }

    /**
     * Reads as much as the file has when it is opened: who scans a directory in which the report lies comes to an end.
     *
     * @return bytes read from the file, packed as they are
     */
    public long read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new java.nio.file.NoSuchFileException(file.toString());
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return read(file, channel);
            }
        } catch (IOException e) {
            unread.accept(new Unread(file.toString(), why(e)));
            return 0;
        }
    }

    /** Whether this is no text but something with texts in it: an archive, or compressed, also if it cannot be unpacked. */
    public static boolean isPacked(Path file) throws IOException {
        return packing(file) != Packing.NONE;
    }

    /** Whether it is a tar that is not compressed. */
    public static boolean isTar(Path file) throws IOException {
        return packing(file) == Packing.TAR;
    }

    private static Packing packing(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(Packing.HEAD);
            return Packing.of(head, head.length);
        }
    }

    /** Why a file cannot be read, in words, without anything that stands in it. */
    public static String why(IOException e) {
        return Unpacking.why(e);
    }

    private long read(Path file, FileChannel channel) throws IOException {
        var size = channel.size();
        var in = new Counted(Channels.newInputStream(channel), size);
        unpacking.read(file.toString(), in);
        var now = channel.size();
        if (now > size) {
            unread.accept(Unread.grown(file.toString(), size));
        } else if (now < size) {
            unread.accept(new Unread(file.toString(), "became shorter while it was read"));
        }
        return in.count();
    }

    /** @return bytes read from the stream, packed as they are */
    public long read(String place, InputStream stream) {
        var in = new Counted(stream, Long.MAX_VALUE);
        unpacking.read(place, in);
        return in.count();
    }
}
