package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import java.util.List;

/**
 * How often tokens were opened. Openings are counted in memory and written summed up, so that opening a token costs no statement: every few hundred of
 * them, every few seconds, and at the end of a run. A process that is killed loses what it had not written yet, which is no more than that. Thread-safe.
 */
public interface TokenUses {

    /** Writes what was counted so far, and forgets counts that are older than they are kept. For the end of a run. What cannot be written stays counted in memory. */
    void settle();

    /** What is on record for a connection, newest first; without what was not written yet. */
    List<TokenUse> of(ConnectionId connection);
}
