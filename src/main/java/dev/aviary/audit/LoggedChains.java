package dev.aviary.audit;

import dev.aviary.keys.VouchingKey;

/** Takes the rows of the database, page by page, through a {@link ChainCheck}, and asks of each whether this installation's key vouched for it. */
final class LoggedChains {

    private final AuditRows rows;
    private final VouchingKey key;
    private final Faults faults;

    LoggedChains(AuditRows rows, VouchingKey key, Faults faults) {
        this.rows = rows;
        this.key = key;
        this.faults = faults;
    }

    /** The events of a lane behind one position, up to another. */
    void check(ChainCheck chains, int lane, long after, long upTo) {
        rows.read(lane, after, upTo, stored -> {
            var event = stored.event();
            var canonical = PublicKeys.utf8(event.canonical());
            chains.event(lane, event.position(), event.previous(), stored.hash(), canonical, 0, canonical.length);
            if (!key.vouchedFor(stored.mac(), stored.hash())) {
                faults.add("lane " + lane + " position " + event.position()
                        + " was not written by this installation: its keyed code is wrong");
            }
        });
    }
}
