package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.Finding;
import dev.aviary.leakscan.findings.FindingState;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindingAdviceTests {

    private static final UUID ID = new UUID(1, 2);
    private static final TenantId ACME = new TenantId(new UUID(3, 4));

    @Test
    void goesFromTheRevocationOfALiveTokenToTheEnd() {
        var steps = FindingAdvice.about(finding("live-token", FindingState.OPEN));

        assertThat(steps).hasSize(4);
        assertThat(steps.get(0))
                .contains("'aviary tenants freeze " + ACME + "'")
                .contains("thaw " + ACME);
        assertThat(steps.get(1)).contains("disconnect connection c-1 at Finch").contains("connect anew");
        assertThat(steps.get(2)).contains("out of the source");
        assertThat(steps.get(3)).contains("'aviary findings resolve " + ID + "'");
    }

    @Test
    void saysHowEachSecretOfOursIsEnded() {
        assertThat(FindingAdvice.about(finding("live-client-secret", FindingState.CONFIRMED)))
                .anyMatch(step -> step.contains("aviary.finch.client-secret"));
        assertThat(FindingAdvice.about(finding("live-webhook-secret", FindingState.CONFIRMED)))
                .anyMatch(step -> step.contains("aviary.finch.webhook-secret"));
        assertThat(FindingAdvice.about(finding("live-operator-key", FindingState.OPEN)))
                .anyMatch(step -> step.contains("aviary operators reset"));
        assertThat(FindingAdvice.about(finding("retired-token", FindingState.OPEN)))
                .anyMatch(step -> step.contains("disconnect at Finch"));
        assertThat(FindingAdvice.about(finding("aws-key", FindingState.OPEN)))
                .anyMatch(step -> step.contains("aviary findings allow " + ID));
    }

    @Test
    void hasNothingToDoForWhatIsSettled() {
        for (var state : new FindingState[] {FindingState.RESOLVED, FindingState.ALLOWED}) {
            assertThat(FindingAdvice.about(finding("live-token", state)))
                    .singleElement()
                    .asString()
                    .startsWith("Nothing: ");
        }
    }

    private static Finding finding(String rule, FindingState state) {
        return new Finding(
                ID,
                "a.log",
                rule,
                Severity.CRITICAL,
                Certainty.CONFIRMED,
                ACME,
                new ConnectionId("c-1"),
                "***",
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                state,
                Instant.EPOCH,
                null,
                null);
    }
}
