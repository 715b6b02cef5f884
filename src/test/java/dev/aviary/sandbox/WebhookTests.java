package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTests {

    private static final String SECRET = base64("the secret of now");
    private static final String FORMER = base64("the secret before");

    private final TestSandbox sandbox = TestSandbox.of(2, 3);
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private HttpServer receiver = server();
    private volatile int status = 200;

    /** A webhook as it came. */
    private record Received(String id, String timestamp, String signatures, byte[] body) {

        Map<String, @Nullable Object> json() {
            return TestSandbox.map(JsonTree.read(body));
        }

        String event() {
            return String.valueOf(json().get("event_type"));
        }

        boolean isSignedWith(String secret) {
            return List.of(signatures.split(" ")).contains(new WebhookSigner(secret).sign(id, timestamp, body));
        }
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void receive() {
        receiver.createContext("/", this::take);
        receiver.start();
        target(SECRET, null);
    }

    @AfterEach
    void close() {
        receiver.stop(0);
        sandbox.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    headers.getFirst("Finch-Event-Id"),
                    headers.getFirst("Finch-Timestamp"),
                    headers.getFirst("Finch-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void target(String secret, @Nullable String former) {
        var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks";
        var reply = sandbox.basic(
                "PUT",
                "/_sandbox/webhooks",
                "{\"url\":\"" + url + "\",\"secret\":\"" + secret + "\""
                        + (former == null ? "" : ",\"former_secret\":\"" + former + "\"") + "}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).doesNotContain(secret);
    }

    private void rename(String name) {
        var id = sandbox.people().get(0);
        assertThat(sandbox.put("/sandbox/individual/" + id, "{\"preferred_name\":\"" + name + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signsAsFinchDoes() {
        var body =
                "{\"company_id\":\"11111111-1111-4111-8111-111111111111\",\"account_id\":\"22222222-2222-4222-8222-222222222222\",\"connection_id\":\"33333333-3333-4333-8333-333333333333\",\"entity_id\":null,\"event_type\":\"company.updated\",\"data\":null}";

        assertThat(new WebhookSigner("c2ltdWxhdG9yLWRlbW8tc2VjcmV0LTAxMjM0NTY3ODk=")
                        .sign("msg_demo0001", "1750000000", body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,JJKoisTOdsaGRDcgey2m/R8mLqGsFjyx2suPY7GS1Ro=");
    }

    @Test
    void tellsWhatChangedWithIdsOnly() {
        var id = sandbox.people().get(0);
        rename("Robin");

        assertThat(received).hasSize(1);
        var webhook = received.get(0);
        assertThat(webhook.isSignedWith(SECRET)).isTrue();
        assertThat(webhook.timestamp()).isEqualTo(String.valueOf(TestSandbox.NOON.getEpochSecond()));
        assertThat(webhook.json())
                .containsEntry("event_type", "individual.updated")
                .containsEntry("entity_id", null)
                .containsEntry("data", Map.of("individual_id", id));
        assertThat(new String(webhook.body(), StandardCharsets.UTF_8)).doesNotContain("Robin");
    }

    @Test
    void tellsEachKindOfChange() {
        sandbox.put("/sandbox/company", "{\"legal_name\":\"Birch\"}");
        sandbox.post("/sandbox/directory", "[{}]");
        sandbox.put("/sandbox/employment/" + sandbox.people().get(0), "{\"title\":\"Baker\"}");
        sandbox.post("/sandbox/payment", "{}");
        sandbox.post("/sandbox/jobs", "{\"type\":\"data_sync_all\"}");
        sandbox.put("/sandbox/connections/accounts", "{\"connection_status\":\"reauth\"}");
        sandbox.post("/disconnect", null);

        assertThat(received)
                .extracting(Received::event)
                .containsExactly(
                        "company.updated",
                        "directory.created",
                        "individual.created",
                        "employment.created",
                        "employment.updated",
                        "payment.created",
                        "job.data_sync_all.completed",
                        "account.updated",
                        "account.updated");
        assertThat(received)
                .filteredOn(webhook -> webhook.event().equals("account.updated"))
                .extracting(
                        webhook -> TestSandbox.map(webhook.json().get("data")).get("status"))
                .containsExactly("reauth", "disconnected");
        assertThat(received).extracting(Received::id).doesNotHaveDuplicates();
    }

    @Test
    void comesTwiceUnderOneId() {
        sandbox.fault("{\"kind\":\"webhook_duplicate\",\"times\":1}");
        rename("Robin");

        assertThat(received)
                .extracting(Received::id)
                .hasSize(2)
                .containsOnly(received.get(0).id());
    }

    @Test
    void comesAfterTheNextOne() {
        sandbox.fault("{\"kind\":\"webhook_reorder\",\"times\":1}");
        rename("Robin");
        sandbox.put("/sandbox/company", "{\"legal_name\":\"Birch\"}");

        assertThat(received).extracting(Received::event).containsExactly("company.updated", "individual.updated");
    }

    @Test
    void isSignedWrongly() {
        sandbox.fault("{\"kind\":\"webhook_bad_signature\",\"times\":1}");
        rename("Robin");
        rename("Sasha");

        assertThat(received).extracting(webhook -> webhook.isSignedWith(SECRET)).containsExactly(false, true);
    }

    @Test
    void isTooOld() {
        sandbox.fault("{\"kind\":\"webhook_stale\"}");
        rename("Robin");

        assertThat(received.get(0).timestamp())
                .isEqualTo(String.valueOf(TestSandbox.NOON.minusSeconds(600).getEpochSecond()));
        assertThat(received.get(0).isSignedWith(SECRET)).isTrue();
    }

    @Test
    void carriesTwoSignaturesWhileTheSecretIsReplaced() {
        target(SECRET, FORMER);
        rename("Robin");

        assertThat(received.get(0).signatures().split(" ")).hasSize(2);
        assertThat(received.get(0).isSignedWith(SECRET)).isTrue();
        assertThat(received.get(0).isSignedWith(FORMER)).isTrue();
    }

    @Test
    void asksAReceiverThatFailsOnceMore() {
        status = 500;
        rename("Robin");

        assertThat(received).hasSize(2);
        assertThat(sandbox.basic("GET", "/_sandbox/webhooks", null).object())
                .containsEntry("delivered", 0L)
                .containsEntry("failed", 1L);
    }

    @Test
    void goesToThisMachineOnly() {
        for (var url :
                List.of("http://finch.example/hooks", "https://127.0.0.1/", "http://127.0.0.1.example:80/", "x")) {
            var reply = sandbox.basic(
                    "PUT", "/_sandbox/webhooks", "{\"url\":\"" + url + "\",\"secret\":\"" + SECRET + "\"}");
            assertThat(reply.status()).as(url).isEqualTo(400);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
