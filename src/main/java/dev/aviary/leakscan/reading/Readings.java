package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.source.Unread;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;

/** Knows how far texts were read. Thread-safe. */
public interface Readings {

    /** Makes this run the one that reads; whoever read before can keep nothing more. */
    void adopt(Ownership owner);

    /**
     * Holds the ownership until the caller's transaction ends.
     *
     * @throws ReadingLostException if another run has become the owner: the transaction must not be committed
     */
    void require(Ownership owner);

    /**
     * Looks at each file for what is new in it.
     *
     * @param unread takes files that cannot be looked at
     * @throws ReadingLostException if another run has become the owner
     */
    ReadingPlan plan(Ownership owner, Collection<Path> files, Consumer<Unread> unread);
}
