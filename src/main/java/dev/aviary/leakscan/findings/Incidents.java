package dev.aviary.leakscan.findings;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditLog;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.TenantFreezes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Opens incidents in the transaction that recorded what they are about. */
final class Incidents {

    private final IncidentRows rows;
    private final Tenants tenants;
    private final TenantFreezes freezes;
    private final AuditLog audit;
    private final FindingsProperties.Freeze freeze;
    private final Clock clock;

    Incidents(
            IncidentRows rows,
            Tenants tenants,
            TenantFreezes freezes,
            AuditLog audit,
            FindingsProperties.Freeze freeze,
            Clock clock) {
        this.rows = rows;
        this.tenants = tenants;
        this.freezes = freezes;
        this.audit = audit;
        this.freeze = freeze;
        this.clock = clock;
    }

    private record Opened(UUID id, Finding finding) {}

    /**
     * Put last, for it appends to the audit log.
     *
     * @param findings live tokens in places where nobody allowed them, the rows locked
     * @return how many were opened: none for a finding whose incident is still open
     */
    int open(List<Finding> findings) {
        var now = clock.instant();
        var opened = findings.stream()
                .filter(finding -> !rows.isOpen(finding.id()))
                .map(finding -> new Opened(rows.open(finding.id(), now), finding))
                .toList();
        if (freeze == FindingsProperties.Freeze.TENANT) {
            freezes.freeze(opened.stream()
                    .map(each -> each.finding().tenant())
                    .filter(Objects::nonNull)
                    .filter(tenant -> tenants.find(tenant).isPresent())
                    .collect(Collectors.toSet()));
        }
        opened.forEach(each -> audit.append(Events.about(AuditAct.LEAK_INCIDENT_OPENED, each.finding(), each.id())));
        return opened.size();
    }

    void close(UUID finding) {
        rows.close(finding);
    }

    IncidentRows.Open allOpen() {
        return rows.allOpen();
    }

    int openedSince(Instant since) {
        return rows.openedSince(since);
    }

    List<Incident> of(UUID finding) {
        return rows.of(finding);
    }
}
