package dev.aviary.cli;

import dev.aviary.cli.FindingDetails.IncidentDetails;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Findings as people read them. */
final class FindingTables {

    private static final List<String> HEADINGS = List.of(
            "FINDING", "SEVERITY", "RULE", "SOURCE AND BYTE", "SEEN", "LAST SEEN", "STATE", "TENANT", "CONNECTION");
    private static final int ID_LENGTH = 8;
    private static final int SOURCE_LENGTH = 60;
    private static final String CUT = "...";

    private FindingTables() {}

    static Table list(List<FindingDetails> findings) {
        var table = new Table(HEADINGS, Set.of("SEEN"));
        for (var finding : findings) {
            table.row(
                    shortened(finding.id()),
                    finding.severity(),
                    finding.rule(),
                    end(finding.source()) + ":" + finding.position(),
                    finding.sightings(),
                    Times.local(finding.lastSeen()),
                    finding.allowedUntil() == null
                            ? finding.state()
                            : "allowed until " + Times.local(finding.allowedUntil()),
                    orDash(finding.tenant()),
                    finding.connectionId() == null ? "-" : SyncSummary.shortened(finding.connectionId()));
        }
        return table;
    }

    static Table show(FindingDetails finding, List<IncidentDetails> incidents) {
        var table = new Table(List.of("FINDING", finding.id()), Set.of());
        table.row("severity", finding.severity());
        table.row("rule", finding.rule());
        table.row("certainty", certainty(finding.certainty()));
        table.row("source", finding.source());
        table.row("seen last at", "byte " + finding.position());
        table.row("excerpt", finding.excerpt());
        table.row("seen", finding.sightings() + (finding.sightings() == 1 ? " time" : " times"));
        table.row("first", Times.local(finding.firstSeen()));
        table.row("last", Times.local(finding.lastSeen()));
        table.row("state", state(finding));
        table.row("tenant", finding.tenant() == null ? "-" : finding.tenant() + " (" + finding.tenantId() + ")");
        table.row("connection", orDash(finding.connectionId()));
        incidents.forEach(incident -> table.row("incident", incident(incident)));
        return table;
    }

    static String shortened(String id) {
        return id.substring(0, ID_LENGTH);
    }

    /** Of a path, the end tells most. */
    private static String end(String source) {
        return source.length() <= SOURCE_LENGTH
                ? source
                : CUT + source.substring(source.length() - SOURCE_LENGTH + CUT.length());
    }

    private static String certainty(String certainty) {
        return switch (certainty) {
            case "confirmed" -> "certain: all of it was seen, and is ours";
            case "probable" -> "probable: a part of it was seen, and is ours";
            default -> "looks like one";
        };
    }

    private static String state(FindingDetails finding) {
        var since = finding.state() + " since " + Times.local(finding.stateSince());
        return finding.allowedUntil() == null
                ? since
                : since + ", until " + Times.local(finding.allowedUntil()) + ": " + finding.reason();
    }

    private static String incident(IncidentDetails incident) {
        return "aware at " + Times.local(incident.awareAt())
                + (incident.closedAt() == null ? ", open" : ", closed at " + Times.local(incident.closedAt()))
                + (incident.noticedAt() == null ? "" : ", webhook told at " + Times.local(incident.noticedAt()))
                + (incident.mailedAt() == null ? "" : ", mailed at " + Times.local(incident.mailedAt()));
    }

    private static String orDash(@Nullable String value) {
        return value == null ? "-" : value;
    }
}
