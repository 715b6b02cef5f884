package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.sandbox.TestSandbox.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTests {

    private static final String SESSION =
            "{\"customer_id\":\"c-1\",\"customer_name\":\"Birch\",\"products\":[\"company\",\"directory\"]}";

    private final TestSandbox sandbox = TestSandbox.of(List.of(TestSandbox.blueprint("connected", "oauth", 12, 7)));

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void leadsFromASessionToAToken() {
        var granted = exchange(code(open("/connect/sessions", SESSION), "{}")).object();

        assertThat(granted)
                .containsOnlyKeys(
                        "access_token",
                        "token_type",
                        "client_type",
                        "connection_id",
                        "connection_type",
                        "entity_ids",
                        "products",
                        "provider_id",
                        "customer_id",
                        "customer_name",
                        "company_id",
                        "account_id")
                .containsEntry("customer_id", "c-1")
                .containsEntry("products", List.of("company", "directory"));
        assertThat(sandbox.withToken((String) granted.get("access_token")).people())
                .hasSize(20);
    }

    @Test
    void takesACodeOnce() {
        var code = code(open("/connect/sessions", SESSION), "{}");

        assertThat(exchange(code).status()).isEqualTo(200);
        assertThat(exchange(code).object()).containsEntry("code", 400L).containsEntry("name", "invalid_grant_error");
        assertThat(exchange("x").status()).isEqualTo(400);
    }

    @Test
    void takesACodeForTenMinutes() {
        var code = code(open("/connect/sessions", SESSION), "{}");
        sandbox.advance("PT10M");

        assertThat(exchange(code).object()).containsEntry("name", "invalid_grant_error");
    }

    @Test
    void takesACodeOnlyForItsAddress() {
        var session =
                open("/connect/sessions", SESSION.replace("}", ",\"redirect_uri\":\"https://birch.example/back\"}"));

        assertThat(exchange(code(session, "{}")).status()).isEqualTo(400);
    }

    @Test
    void refusesOtherClientsAtTheExchange() {
        var body = "{\"code\":\"x\",\"client_id\":\"a\",\"client_secret\":\"b\"}";

        assertThat(sandbox.send("POST", "/auth/token", body, null).object())
                .containsEntry("code", 401L)
                .containsEntry("name", "invalid_client_error");
    }

    @Test
    void refusesIncompleteSessions() {
        for (var body :
                List.of("{}", SESSION.replace("company", "weather"), SESSION.replace("\"Birch\"", "\"\""), "[]")) {
            assertThat(sandbox.basic("POST", "/connect/sessions", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void renewsASignIn() {
        var people = people();
        var old = sandbox.token();
        sandbox.put("/sandbox/connections/accounts", "{\"connection_status\":\"reauth\"}");
        var granted = exchange(code(reauthenticate(), "{}")).object();

        assertThat(granted.get("access_token")).isNotEqualTo(old);
        assertThat(granted)
                .containsEntry("connection_id", sandbox.world().links().get(0).id());
        assertThat(people()).isEqualTo(people);
        sandbox.withToken((String) granted.get("access_token"));
        assertThat(people()).isEqualTo(people);
    }

    @Test
    void changesIdsWithTheWayToSignIn() {
        var people = people();
        exchange(code(reauthenticate(), "{\"authentication_type\":\"api_token\"}"));

        assertThat(people()).hasSameSizeAs(people).doesNotContainAnyElementsOf(people);
    }

    @Test
    void endsWithADisconnect() {
        assertThat(sandbox.post("/disconnect", null).text()).isEqualTo("{\"status\":\"success\"}");

        for (var path : List.of("/introspect", "/employer/company")) {
            assertThat(sandbox.get(path).object())
                    .containsEntry("code", 401L)
                    .containsEntry("name", "invalid_token_error");
        }
        assertThat(sandbox.post("/disconnect", null).status()).isEqualTo(401);
        sandbox.world().switches().set("second-disconnect", "200");
        assertThat(sandbox.post("/disconnect", null).status()).isEqualTo(200);
    }

    @Test
    void endsOneEntityOnly() {
        var ids = sandbox.world().links().get(0).entities().stream()
                .map(Entity::id)
                .toList();
        assertThat(sandbox.post("/disconnect-entity", "{\"entity_ids\":[]}").status())
                .isEqualTo(400);
        assertThat(sandbox.post("/disconnect-entity", "{\"entity_ids\":[\"x\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(sandbox.post("/disconnect-entity", "{\"entity_ids\":[\"" + ids.get(0) + "\"]}")
                        .status())
                .isEqualTo(200);

        assertThat(sandbox.get("/employer/directory?entity_ids[]=" + ids.get(0)).status())
                .isEqualTo(404);
        assertThat(sandbox.people()).hasSize(7);
        assertThat(sandbox.get("/introspect").list("entities"))
                .extracting(e -> e.get("status"))
                .containsExactly("disconnected", "connected");
    }

    @Test
    void introspectsWithEveryKey() {
        var token = sandbox.get("/introspect").object();

        assertThat(token)
                .containsKeys(
                        "id",
                        "client_id",
                        "client_type",
                        "connection_id",
                        "connection_status",
                        "connection_type",
                        "products",
                        "provider_id",
                        "authentication_methods",
                        "entities",
                        "customer_id",
                        "customer_name",
                        "customer_email",
                        "username",
                        "manual",
                        "account_id",
                        "company_id",
                        "payroll_provider_id")
                .containsEntry("manual", false)
                .doesNotContainValue(sandbox.token());
    }

    @Test
    void refreshesOnceAnHour() {
        var job = sandbox.post("/jobs/automated", "{\"type\":\"data_sync_all\"}");
        assertThat(job.status()).isEqualTo(201);
        assertThat(job.object()).containsEntry("allowed_refreshes", 1L).containsEntry("remaining_refreshes", 0L);
        var again = sandbox.post("/jobs/automated", "{\"type\":\"data_sync_all\"}");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.object()).containsEntry("job_id", job.object().get("job_id"));

        sandbox.advance("PT30S");
        assertThat(sandbox.get("/jobs/automated/" + job.object().get("job_id")).object())
                .containsEntry("status", "complete");
        assertThat(sandbox.post("/jobs/automated", "{\"type\":\"data_sync_all\"}")
                        .text())
                .isEqualTo("{\"allowed_refreshes\":1,\"remaining_refreshes\":0,\"retry_at\":\"2026-08-20T13:00:00Z\"}");
        assertThat(sandbox.get("/jobs/automated").list("data")).hasSize(2);
        assertThat(TestSandbox.map(sandbox.get("/introspect").object().get("connection_status")))
                .containsEntry("last_successful_sync", "2026-08-20T12:00:30Z");
        sandbox.advance("PT1H");
        assertThat(sandbox.post("/jobs/automated", "{\"type\":\"data_sync_all\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void endsJobsAsConfigured() {
        sandbox.put(
                "/sandbox/jobs/configuration", "{\"type\":\"data_sync_all\",\"completion_status\":\"reauth_error\"}");
        assertThat(sandbox.get("/sandbox/jobs/configuration").list()).hasSize(1);
        assertThat(sandbox.put(
                                "/sandbox/jobs/configuration",
                                "{\"type\":\"data_sync_all\",\"completion_status\":\"x\"}")
                        .status())
                .isEqualTo(400);

        assertThat(sandbox.post("/sandbox/jobs", "{\"type\":\"data_sync_all\"}").status())
                .isEqualTo(200);
        assertThat(sandbox.get("/employer/directory").object()).containsEntry("finch_code", "reauthenticate_user");
    }

    @Test
    void knowsNoOtherJobs() {
        assertThat(sandbox.get("/jobs/automated/x").object()).containsEntry("finch_code", "item_not_found");
        assertThat(sandbox.get("/jobs/manual/x").object()).containsEntry("finch_code", "item_not_found");
        assertThat(sandbox.get("/jobs/manual/").object()).containsEntry("name", "invalid_request_error");
        assertThat(sandbox.post("/jobs/automated", "{\"type\":\"x\"}").status()).isEqualTo(400);
    }

    @Test
    void listsProviders() {
        assertThat(sandbox.get("/providers").list()).isNotEmpty().allSatisfy(p -> assertThat(p)
                .containsKeys("id", "display_name", "products", "authentication_methods"));
    }

    private List<Object> people() {
        var id = sandbox.world().links().get(0).entities().get(0).id();
        return sandbox.get("/employer/directory?entity_ids[]=" + id).list("individuals").stream()
                .map(row -> row.get("id"))
                .toList();
    }

    private String reauthenticate() {
        return open(
                "/connect/sessions/reauthenticate",
                "{\"connection_id\":\"" + sandbox.world().links().get(0).id() + "\"}");
    }

    private String open(String path, String body) {
        return (String) sandbox.basic("POST", path, body).object().get("session_id");
    }

    private String code(String session, String body) {
        return (String) sandbox.basic("POST", "/_sandbox/sessions/" + session + "/complete", body)
                .object()
                .get("code");
    }

    private Reply exchange(String code) {
        var body =
                "{\"code\":\"" + code + "\",\"client_id\":\"" + sandbox.world().clientId() + "\",\"client_secret\":\""
                        + sandbox.world().clientSecret() + "\"}";
        return sandbox.send("POST", "/auth/token", body, null);
    }
}
