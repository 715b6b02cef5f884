package dev.aviary.leakscan.findings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Posts to a webhook. Any answer but 2xx is a failure, a redirect included. */
final class WebhookChannel implements Channel {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Duration timeout;

    /** @param timeout until the webhook has answered */
    WebhookChannel(URI address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public String column() {
        return "noticed_at";
    }

    @Override
    public Optional<String> failureOf(Map<String, Object> notice) {
        var request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(notice)))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode() / 100 == 2
                    ? Optional.empty()
                    : Optional.of("the webhook answered HTTP " + answer.statusCode());
        } catch (IOException e) {
            return Optional.of("the webhook: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
