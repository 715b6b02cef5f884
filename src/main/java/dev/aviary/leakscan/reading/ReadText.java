package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.source.ReadingPosition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text that was read, or a packed file whose texts were.
 *
 * @param place keyed code of where it was met last
 * @param file keyed code of the file, which a new name leaves as it is; equal ones for nothing where files have no identity
 * @param source how findings in it name it, wherever it goes
 * @param packed whether it is a packed file: then it was read, and the positions are those of its packed bytes
 * @param whole of a text in a packed file, the row of that file; null for all others
 * @param leftOut of a packed file, the limits for which something in it was not read; null if all was, and for all others
 * @param headLength how many of its first bytes {@code head} is the keyed code of
 * @param tail keyed code of the {@link ContentCodes#LENGTH} bytes before the position, or of as many as there are; of a tar, of all
 */
record ReadText(
        UUID id,
        byte[] place,
        byte[] file,
        String source,
        boolean packed,
        @Nullable UUID whole,
        @Nullable String leftOut,
        int headLength,
        byte[] head,
        ReadingPosition position,
        byte[] tail) {

    /** Longest name of a source, in characters. */
    static final int LONGEST_SOURCE = 1000;

    ReadText at(byte[] newPlace, byte[] newFile) {
        return new ReadText(id, newPlace, newFile, source, packed, whole, leftOut, headLength, head, position, tail);
    }

    @Override
    public String toString() {
        return "ReadText[" + id + " up to byte " + position.position() + "]";
    }
}
