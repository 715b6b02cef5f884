package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that is searched: the block itself, or what was decoded from a stretch of the level above. Used again and again by one thread. */
final class Level {

    /** Bytes that a level below the first can hold. */
    static final int CAPACITY = 64 << 10;

    final int depth;
    final @Nullable Level above;
    final Sieve sieve = new Sieve();
    final Stretch escapes = new Stretch();
    final Stretch quoted = new Stretch();

    /** Of ends of lines that are escaped and may part a secret. */
    final Stretch lines = new Stretch();

    private final byte[] own;
    byte[] bytes;
    int from;
    int to;

    /** What is before this index needs no second look for this kind of stretch. */
    int base64Seen;

    int wideSeen;
    int listSeen;

    /** Where a secret was found last. */
    int foundFrom;

    int foundTo;

    /** Bytes that are decoded between two notes of how far the source was read; {@link Decoder#MEMORY} divides it. */
    private static final int NOTED = 8 * Decoder.MEMORY;

    private final byte[] again;
    private final int[] notes;
    private int noteCount;

    private @Nullable Decoder decoder;
    private List<Decoding> fixed = List.of();
    private int sourceFrom;
    private int sourceTo;

    Level(int depth, @Nullable Level above) {
        this.depth = depth;
        this.above = above;
        this.own = new byte[above == null ? 0 : CAPACITY];
        this.again = new byte[above == null ? 0 : NOTED];
        this.notes = new int[above == null ? 0 : CAPACITY / NOTED + 1];
        this.bytes = own;
    }

    byte[] own() {
        return own;
    }

    void show(byte[] text, int begin, int end) {
        bytes = text;
        from = begin;
        to = end;
        base64Seen = begin;
        wideSeen = begin;
        listSeen = begin;
        foundFrom = begin;
        foundTo = begin;
        escapes.open = false;
        quoted.open = false;
        lines.open = false;
    }

    /** @return how many bytes it decoded to */
    int decode(Decoder how, int begin, int end) {
        var source = above();
        decoder = how;
        sourceFrom = begin;
        sourceTo = end;
        notes[0] = begin;
        noteCount = 1;
        var written = Decoder.written(how.decode(source.bytes, begin, end, own, CAPACITY));
        show(own, 0, written);
        return written;
    }

    /** What is in {@link #own} came out of this stretch of the level above, nobody knows where exactly. */
    void unpacked(List<Decoding> undone, int begin, int end, int length) {
        decoder = null;
        fixed = undone;
        sourceFrom = begin;
        sourceTo = end;
        show(own, 0, length);
    }

    Source source(int begin, int end) {
        var top = above;
        if (top == null) {
            return new Source(begin, end, List.of());
        }
        var how = decoder;
        var first = how == null ? sourceFrom : read(top, how, begin);
        var behind = how == null ? sourceTo : read(top, how, end);
        var source = top.source(first, behind);
        var chain = new ArrayList<>(source.undone());
        chain.addAll(how == null ? fixed : how.undone(top.bytes, first, behind));
        return new Source(source.from(), source.to(), chain);
    }

    /** How far the level above was read for so many bytes; what has been decoded for that once is not decoded again. */
    private int read(Level top, Decoder how, int written) {
        var note = written / NOTED;
        while (noteCount <= note) {
            notes[noteCount] = Decoder.read(how.decode(top.bytes, notes[noteCount - 1], sourceTo, again, NOTED));
            noteCount++;
        }
        var rest = written % NOTED;
        return rest == 0 ? notes[note] : Decoder.read(how.decode(top.bytes, notes[note], sourceTo, again, rest));
    }

    private Level above() {
        if (above == null) {
            throw new IllegalStateException("The first level is not decoded from anything");
        }
        return above;
    }

    /** Where in the block something is, and what had to be undone to see it. */
    record Source(int from, int to, List<Decoding> undone) {}

    /** Places of one kind that are close to each other, to be decoded together. */
    static final class Stretch {
        int first;
        int last;
        boolean open;

        void add(int from, int to) {
            first = open ? Math.min(first, from) : from;
            last = open ? Math.max(last, to) : to;
            open = true;
        }
    }
}
