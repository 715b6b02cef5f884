package dev.aviary.finch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;

/** One round trip without a token and outside the budget, to see whether Finch is there at all. */
final class Knock {

    /** Nobody waits six minutes for a check-up. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FinchApi api;
    private final Clock clock;

    Knock(FinchApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    Reachability knock() {
        try {
            var response = api.knock();
            if (response.getBody() != null) {
                response.getBody().close();
            }
            return new Reachability(
                    response.getStatusCode().value(), skew(response.getHeaders().getFirst("Date")), null);
        } catch (RestClientException e) {
            return new Reachability(0, null, inWords(Unanswered.word(e)));
        } catch (IOException | IllegalArgumentException e) {
            return new Reachability(0, null, "it answered something that is not HTTP as Finch speaks it");
        }
    }

    /** The header has whole seconds, so half a second is added for a fair reading. */
    private @Nullable Duration skew(@Nullable String date) {
        var finch = date == null ? null : HttpDate.parse(date);
        return finch == null ? null : Duration.between(clock.instant(), finch.plusMillis(500));
    }

    private static String inWords(String word) {
        return switch (word) {
            case "unknown_host" -> "the host name cannot be resolved";
            case "connect_failed" -> "the connection was refused";
            case "connect_timed_out" -> "the connection timed out";
            case "tls_failed" -> "the TLS handshake failed; is the certificate trusted by this Java?";
            case Unanswered.TIMED_OUT -> "no answer within " + PATIENCE.toSeconds() + " seconds";
            default -> "the connection broke off";
        };
    }
}
