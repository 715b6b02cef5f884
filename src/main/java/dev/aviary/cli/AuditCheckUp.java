package dev.aviary.cli;

import dev.aviary.audit.CheckpointDelay;
import java.time.Instant;

/** What {@code aviary doctor} and {@code aviary status} say of checkpoints. */
final class AuditCheckUp {

    private AuditCheckUp() {}

    static CheckUp.Line line(CheckpointDelay delay) {
        return delay.overdueSince()
                .map(since -> CheckUp.Line.warn("audit", warning(since)))
                .orElseGet(() -> CheckUp.Line.ok("audit", "checkpoints keep up with the log"));
    }

    static String warning(Instant since) {
        return "no checkpoint has the events of the audit log since " + Times.local(since)
                + ", so they could be cut off unnoticed; the service signs one every aviary.audit.checkpoint-every if it runs and its log has no errors, 'aviary audit checkpoint' does so at once";
    }
}
