package dev.aviary.leakscan.findings;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import java.util.UUID;

/** Audit events about findings: ids only. */
final class Events {

    private Events() {}

    /** @param object the finding or its incident */
    static AuditEvent about(AuditAct act, Finding finding, UUID object) {
        var event = AuditEvent.of(act).object(object);
        if (finding.tenant() != null) {
            event.tenant(finding.tenant().value());
        }
        if (finding.connection() != null) {
            event.connection(finding.connection().value());
        }
        return event.build();
    }
}
