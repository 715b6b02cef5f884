package dev.aviary.cli;

import dev.aviary.leakscan.findings.Finding;
import java.util.ArrayList;
import java.util.List;

/** What to do about a finding, step by step. Tenants stand there by id: nothing that others chose belongs into a command to copy. */
final class FindingAdvice {

    private FindingAdvice() {}

    static List<String> about(Finding finding) {
        return switch (finding.state()) {
            case RESOLVED -> List.of("Nothing: it was dealt with, and is open again when it is seen again.");
            case ALLOWED -> List.of("Nothing: it is allowed, and open again by itself afterwards.");
            case OPEN, CONFIRMED -> steps(finding);
        };
    }

    private static List<String> steps(Finding finding) {
        var steps = new ArrayList<>(end(finding));
        steps.add(
                "Take it out of the source, its copies and its backups; 'aviary scan --redact FILE' masks it in a file.");
        steps.add("When that is done: 'aviary findings resolve " + finding.id() + "'.");
        return steps;
    }

    /** How what was seen comes to be worth nothing. */
    private static List<String> end(Finding finding) {
        return switch (finding.rule()) {
            case "live-token" -> liveToken(finding);
            case "retired-token" ->
                List.of("The token was replaced. Unless that was done, disconnect at Finch what it still opens.");
            case "live-client-secret" ->
                List.of("Make a new client secret at Finch, and set aviary.finch.client-secret to it.");
            case "live-webhook-secret" ->
                List.of("Make a new webhook secret at Finch, and set aviary.finch.webhook-secret to it.");
            case "live-operator-secret", "live-operator-key" ->
                List.of("Give the operator another secret: 'aviary operators reset NAME'.");
            default ->
                List.of("If it is no leak, say so: 'aviary findings allow " + finding.id()
                        + " --until 90d --reason TEXT'. A secret is to be ended where it was issued.");
        };
    }

    private static List<String> liveToken(Finding finding) {
        var tenant = finding.tenant() == null ? "TENANT" : finding.tenant().toString();
        var connection = finding.connection() == null
                ? "its connection"
                : "connection " + Printable.text(finding.connection().value());
        return List.of(
                "Until it is revoked, let Aviary itself use no token of the tenant, if the data can wait: 'aviary tenants freeze "
                        + tenant + "' ('aviary tenants thaw " + tenant + "' ends that).",
                "Revoke the token: disconnect " + connection
                        + " at Finch, and let the employer connect anew; 'aviary connections exchange' or 'aviary connections add' takes the new token in.");
    }
}
