package dev.aviary.cli;

import dev.aviary.leakscan.findings.Finding;
import dev.aviary.leakscan.findings.Incident;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A finding as {@code --json} prints it; what the source had a say in without signs that a terminal obeys.
 *
 * @param tenant name, or the id if it is on record no more; null if the finding is nobody's
 */
record FindingDetails(
        String id,
        String severity,
        String certainty,
        String rule,
        String source,
        long position,
        String excerpt,
        long sightings,
        Instant firstSeen,
        Instant lastSeen,
        String state,
        Instant stateSince,
        @Nullable Instant allowedUntil,
        @Nullable String reason,
        @Nullable String tenant,
        @Nullable String tenantId,
        @Nullable String connectionId) {

    /** An incident as {@code --json} prints it. */
    record IncidentDetails(
            String id,
            Instant awareAt,
            @Nullable Instant closedAt,
            @Nullable Instant noticedAt,
            @Nullable Instant mailedAt) {

        static IncidentDetails of(Incident incident) {
            return new IncidentDetails(
                    incident.id().toString(),
                    incident.awareAt(),
                    incident.closedAt(),
                    incident.noticedAt(),
                    incident.mailedAt());
        }
    }

    /** A finding with all that is known of it. */
    record Whole(FindingDetails finding, List<IncidentDetails> incidents, List<String> whatToDo) {}

    static FindingDetails of(Finding finding, Tenants tenants) {
        var tenant = finding.tenant();
        var connection = finding.connection();
        return new FindingDetails(
                finding.id().toString(),
                word(finding.severity()),
                word(finding.certainty()),
                finding.rule(),
                Printable.text(finding.source()),
                finding.position(),
                Printable.text(finding.excerpt()),
                finding.sightings(),
                finding.firstSeen(),
                finding.lastSeen(),
                word(finding.state()),
                finding.stateSince(),
                finding.allowedUntil(),
                finding.reason() == null ? null : Printable.text(finding.reason()),
                tenant == null ? null : tenants.find(tenant).map(Tenant::name).orElse(tenant.toString()),
                tenant == null ? null : tenant.toString(),
                connection == null ? null : connection.value());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
