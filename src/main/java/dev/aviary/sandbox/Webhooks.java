package dev.aviary.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finch's webhooks (finch-api 6): every change by a control call is told to one receiver on this machine, before the call is answered, so that who made
 * the change can look at what was received. A receiver that fails is asked once more, at once; Finch's later attempts are left out.
 */
final class Webhooks {

    /** What faults call them. */
    static final String ENDPOINT = "webhook";

    private static final int ATTEMPTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STALE_BY = Duration.ofMinutes(10);

    private final Faults faults;
    private final AtomicLong numbers = new AtomicLong();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<Webhook> held = new ArrayList<>();
    private volatile @Nullable Target target;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Webhooks(Faults faults) {
        this.faults = faults;
    }

    /** @param signature with the secret of now; {@code former} the one that is being replaced */
    record Target(
            URI url, WebhookSigner signature, @Nullable WebhookSigner former) {}

    /** What one delivery is. */
    record Webhook(String id, byte[] body, Set<FaultKind> faults) {}

    void sendTo(@Nullable Target next) {
        target = next;
        synchronized (held) {
            held.clear();
        }
    }

    Map<String, @Nullable Object> state() {
        var now = target;
        return JsonTree.object(
                "url",
                now == null ? null : now.url().toString(),
                "rotating",
                now != null && now.former() != null,
                "delivered",
                delivered.get(),
                "failed",
                failed.get());
    }

    /** @param entity null for what concerns the whole connection */
    void raise(
            Link link,
            @Nullable Entity entity,
            String type,
            @Nullable Map<String, @Nullable Object> data,
            Instant now) {
        var receiver = target;
        if (receiver == null) {
            return;
        }
        var several = link.entities().size() > 1;
        var body = JsonTree.object(
                "company_id",
                (entity == null ? link.entities().get(0) : entity).companyId(),
                "account_id",
                link.accountId(),
                "connection_id",
                link.id(),
                "entity_id",
                several && entity != null ? entity.id() : null,
                "event_type",
                type,
                "data",
                data);
        var id = "msg_" + Long.toString(1_000_000 + numbers.incrementAndGet(), 36);
        var striking = faults.striking(ENDPOINT, link.id(), now).keySet();
        inOrder(new Webhook(id, bytes(body), striking)).forEach(next -> deliver(receiver, next, now));
    }

    /** One that is to come out of order waits for the next. */
    private List<Webhook> inOrder(Webhook webhook) {
        synchronized (held) {
            if (webhook.faults().contains(FaultKind.WEBHOOK_REORDER)) {
                held.add(webhook);
                return List.of();
            }
            var due = new ArrayList<Webhook>();
            due.add(webhook);
            due.addAll(held);
            held.clear();
            return due;
        }
    }

    private void deliver(Target receiver, Webhook webhook, Instant now) {
        var times = webhook.faults().contains(FaultKind.WEBHOOK_DUPLICATE) ? 2 : 1;
        for (int time = 0; time < times; time++) {
            (isTaken(receiver, webhook, now) ? delivered : failed).incrementAndGet();
        }
    }

    private boolean isTaken(Target receiver, Webhook webhook, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var answer = client.send(request(receiver, webhook, now), HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() / 100 == 2) {
                    return true;
                }
            } catch (IOException e) {
                // As bad as a wrong answer: the next attempt.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static HttpRequest request(Target receiver, Webhook webhook, Instant now) {
        var stale = webhook.faults().contains(FaultKind.WEBHOOK_STALE);
        var timestamp = String.valueOf((stale ? now.minus(STALE_BY) : now).getEpochSecond());
        return HttpRequest.newBuilder(receiver.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Finch-Event-Id", webhook.id())
                .header("Finch-Timestamp", timestamp)
                .header("Finch-Signature", signatures(receiver, webhook, timestamp))
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
                .build();
    }

    /** While a secret is replaced, both sign; the older one comes first, so that whoever looks at one only finds out. */
    private static String signatures(Target receiver, Webhook webhook, String timestamp) {
        if (webhook.faults().contains(FaultKind.WEBHOOK_BAD_SIGNATURE)) {
            return receiver.signature().sign(webhook.id(), timestamp, new byte[] {'{', '}'});
        }
        var signature = receiver.signature().sign(webhook.id(), timestamp, webhook.body());
        var former = receiver.former();
        return former == null ? signature : former.sign(webhook.id(), timestamp, webhook.body()) + " " + signature;
    }

    private static byte[] bytes(Map<String, @Nullable Object> body) {
        var out = new ByteArrayOutputStream();
        try (var json = JsonTree.generator(out)) {
            JsonTree.write(json, body);
        }
        return out.toByteArray();
    }
}
