package dev.aviary.leakscan;

/** Recognises one kind of what must not be in a text. Keeps nothing between blocks; thread-safe. */
public interface Detector {

    /**
     * Hands on what it recognises in a block, as far as {@link Block#reports} the first byte: every hit exactly once, wherever the text was cut into
     * blocks. Any bytes are a text; none make it throw.
     */
    void search(Block block, Hits hits);
}
