package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.source.ReadingPosition;
import java.util.UUID;

/**
 * A text that was read, or a packed file whose texts were.
 *
 * @param place keyed code of where it was met last
 * @param file keyed code of the file, which a new name leaves as it is; equal ones for nothing where files have no identity
 * @param source how findings in it name it, wherever it goes
 * @param packed whether it is a packed file: then all of it was read, and the positions are those of its packed bytes
 * @param headLength how many of its first bytes {@code head} is the keyed code of
 * @param tail keyed code of the {@link ContentCodes#LENGTH} bytes before the position, or of as many as there are
 */
record ReadText(
        UUID id,
        byte[] place,
        byte[] file,
        String source,
        boolean packed,
        int headLength,
        byte[] head,
        ReadingPosition position,
        byte[] tail) {

    /** Longest name of a source, in characters. */
    static final int LONGEST_SOURCE = 1000;

    ReadText at(byte[] newPlace, byte[] newFile) {
        return new ReadText(id, newPlace, newFile, source, packed, headLength, head, position, tail);
    }

    @Override
    public String toString() {
        return "ReadText[" + id + " up to byte " + position.position() + "]";
    }
}
