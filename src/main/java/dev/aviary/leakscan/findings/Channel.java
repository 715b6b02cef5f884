package dev.aviary.leakscan.findings;

import java.util.Map;
import java.util.Optional;

/** A way to somebody outside. Thread-safe; throws nothing. */
interface Channel {

    /** The column in which it is noted that an incident was told in this way. */
    String column();

    /**
     * Tells one incident.
     *
     * @param notice ids and words of Aviary, no text from a source
     * @return why it was not taken, without addresses and answers; empty if it was
     */
    Optional<String> failureOf(Map<String, Object> notice);
}
