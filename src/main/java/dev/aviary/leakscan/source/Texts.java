package dev.aviary.leakscan.source;

import dev.aviary.leakscan.Block;

/** Takes what a source has to read: texts one after the other, each in blocks. */
public interface Texts {

    /**
     * A text begins.
     *
     * @param place the file, and behind each {@code !} a member of the archive before it
     */
    void begin(String place);

    /** Where the text that began last is to be read from. */
    default ReadingPosition from() {
        return ReadingPosition.BEGINNING;
    }

    /** The next block of the text that began last. Its bytes are used again as soon as this returns. */
    void block(Block block);

    /** The text that began last has ended, or no more of it can be read. */
    void end();

    /** Something was not read, or not to its end. */
    void unread(Unread unread);
}
