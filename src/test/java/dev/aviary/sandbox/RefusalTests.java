package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTests {

    @Test
    void refusesWithoutVersion() {
        try (var sandbox = TestSandbox.of(1, 20)) {
            var reply = sandbox.send(
                    sandbox.request("GET", "/introspect", null).header("Authorization", "Bearer " + sandbox.token()));
            assertThat(reply.object())
                    .containsEntry("code", 400L)
                    .containsEntry("name", "bad_request")
                    .containsEntry("finch_code", "invalid_request");

            sandbox.world().switches().set("version-header", "lenient");
            assertThat(sandbox.send(sandbox.request("GET", "/introspect", null)
                                    .header("Authorization", "Bearer " + sandbox.token()))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersAMissingTokenInTheDocumentedWords() {
        try (var sandbox = TestSandbox.of(1, 20)) {
            assertThat(sandbox.send("GET", "/introspect", null, null).text())
                    .isEqualTo(
                            "{\"statusCode\":401,\"status\":401,\"code\":401,\"name\":\"unauthorized_request_error\","
                                    + "\"message\":\"Unauthorized request: no authentication given\"}");
        }
    }

    @Test
    void refusesTokensOfOthers() {
        try (var sandbox = TestSandbox.of(1, 20)) {
            var id = sandbox.world().links().get(0).id();
            for (var token : List.of("x", id, "00000000-0000-4000-8000-000000000000", sandbox.token() + "x")) {
                assertThat(sandbox.withToken(token).get("/employer/company").object())
                        .containsEntry("code", 401L)
                        .containsEntry("name", "invalid_token_error");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /connect/sessions",
        "POST, /sandbox/connections",
        "GET, /_sandbox/requests",
        "POST, /_sandbox/reset",
        "GET, /_sandbox/connections",
        "PUT, /_sandbox/clock"
    })
    void keepsClientCallsToTheClient(String method, String path) {
        try (var sandbox = TestSandbox.of(1, 20)) {
            assertThat(sandbox.send(method, path, "{}", null).status()).isEqualTo(401);
            assertThat(sandbox.send(method, path, "{}", "Bearer " + sandbox.token())
                            .status())
                    .isEqualTo(401);
            assertThat(sandbox.send(method, path, "{}", "Basic eDp5").object())
                    .containsEntry("name", "invalid_client_error");
            assertThat(sandbox.send(method, path, "{}", "Basic !").object())
                    .containsEntry("name", "invalid_client_error");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "reauth, 401, authentication_error, reauthenticate_user",
                "error_permissions, 403, error_permissions, insufficient_account_permissions",
                "error_no_account_setup, 401, authentication_error, account_setup_required"
            })
    void answersForTheStateOfTheConnection(String state, long status, String name, String finchCode) {
        try (var sandbox = TestSandbox.of(1, 20)) {
            assertThat(sandbox.put("/sandbox/connections/accounts", "{\"connection_status\":\"" + state + "\"}")
                            .status())
                    .isEqualTo(200);

            assertThat(sandbox.get("/employer/directory").object())
                    .containsEntry("code", status)
                    .containsEntry("name", name)
                    .containsEntry("finch_code", finchCode);
            assertThat(TestSandbox.map(sandbox.get("/introspect").object().get("connection_status")))
                    .containsEntry("status", state);
        }
    }

    @ParameterizedTest
    @CsvSource({"pending", "processing"})
    void acceptsWithoutBodyWhileLoading(String state) {
        try (var sandbox = TestSandbox.of(List.of(TestSandbox.blueprint(state, "assisted", 20)))) {
            var reply = sandbox.get("/employer/directory");
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.bytes()).isEmpty();

            sandbox.world().switches().set("processing-body", "json");
            assertThat(sandbox.get("/employer/directory").object())
                    .containsEntry("finch_code", "data_sync_in_progress");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "company, GET, /employer/company", "directory, GET, /employer/directory",
                "individual, POST, /employer/individual",
        "employment, POST, /employer/employment", "payment, GET, /employer/payment",
                "payment, GET, /employer/pay-groups",
        "pay_statement, POST, /employer/pay-statement", "benefits, GET, /employer/benefits",
                "documents, GET, /employer/documents"
    })
    void refusesWhatWasNotGranted(String product, String method, String path) {
        try (var sandbox = TestSandbox.of(1, 20)) {
            var others = new java.util.TreeSet<>(Blueprint.ALL_PRODUCTS);
            others.remove(product);
            sandbox.world().links().get(0).grant(others);

            assertThat(sandbox.send(method, path, "{}", "Bearer " + sandbox.token())
                            .object())
                    .containsEntry("code", 403L)
                    .containsEntry("name", "insufficient_scope_error");
        }
    }

    @Test
    void wantsExactlyOneEntityOfSeveral() {
        try (var sandbox =
                TestSandbox.of(List.of(TestSandbox.blueprint("connected", "oauth", 12, 7)), "rate-limit=off")) {
            var ids = sandbox.world().links().get(0).entities().stream()
                    .map(Entity::id)
                    .toList();

            assertThat(sandbox.get("/employer/directory").status()).isEqualTo(400);
            assertThat(sandbox.get("/employer/directory?entity_ids[]=" + ids.get(1))
                            .list("individuals"))
                    .hasSize(7);
            assertThat(sandbox.get("/employer/directory?entity_ids=" + ids.get(0))
                            .list("individuals"))
                    .hasSize(12);
            assertThat(sandbox.get("/employer/directory?entity_ids[]=" + String.join(",", ids))
                            .status())
                    .isEqualTo(400);
            assertThat(sandbox.get("/employer/directory?entity_ids[]=x").object())
                    .containsEntry("finch_code", "item_not_found");

            sandbox.world().switches().set("missing-entity", "first");
            sandbox.world().switches().set("several-entities", "accept");
            sandbox.world().switches().set("foreign-entity", "403");
            assertThat(sandbox.get("/employer/directory").list("individuals")).hasSize(12);
            assertThat(sandbox.get("/employer/directory?limit=9&offset=8&entity_ids[]=" + String.join(",", ids))
                            .list("individuals"))
                    .hasSize(9);
            assertThat(sandbox.get("/employer/directory?entity_ids[]=x").status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=x", "offset=-1", "offset=9999999999"})
    void refusesWrongPages(String query) {
        try (var sandbox = TestSandbox.of(1, 20)) {
            assertThat(sandbox.get("/employer/directory?" + query).object()).containsEntry("name", "bad_request");
        }
    }

    @Test
    void knowsNoOtherPaths() {
        try (var sandbox = TestSandbox.of(1, 20)) {
            for (var path :
                    List.of("/", "/employer", "/employer/directory/", "/_sandbox", "/employer/../_sandbox/clock")) {
                assertThat(sandbox.get(path).object())
                        .as(path)
                        .containsEntry("code", 404L)
                        .containsEntry("name", "not_found_error");
            }
        }
    }

    @Test
    void tellsHowOldTheDataIs() {
        try (var sandbox = TestSandbox.of(1, 20)) {
            var first = sandbox.get("/employer/company");
            sandbox.advance("PT1H");
            var second = sandbox.get("/employer/directory");
            sandbox.advance("P1D");
            var third = sandbox.get("/employer/company");

            assertThat(first.header("Finch-Data-Retrieved"))
                    .startsWith("2026-08-20T0")
                    .isEqualTo(second.header("Finch-Data-Retrieved"));
            assertThat(third.header("Finch-Data-Retrieved")).startsWith("2026-08-21T0");
            assertThat(first.header("Finch-Last-Attempted-Update-Date"))
                    .isEqualTo(first.header("Finch-Data-Retrieved"));
            assertThat(first.header("Finch-Last-Attempted-Update-Result")).isEqualTo("success");
            assertThat(first.header("Finch-Request-Id")).isNotEmpty().isNotEqualTo(second.header("Finch-Request-Id"));
            sandbox.world().switches().set("freshness-result", "off");
            assertThat(sandbox.get("/employer/company").header("Finch-Last-Attempted-Update-Result"))
                    .isEmpty();
        }
    }

    @Test
    void refreshesAssistedConnectionsOnceAWeek() {
        try (var sandbox = TestSandbox.of(List.of(TestSandbox.blueprint("connected", "assisted", 20)))) {
            var seen = new java.util.TreeSet<String>();
            for (int day = 0; day < 14; day++) {
                seen.add(sandbox.get("/employer/company").header("Finch-Data-Retrieved"));
                sandbox.advance("P1D");
            }
            assertThat(seen).hasSizeBetween(2, 3);
            assertThat(sandbox.get("/employer/benefits").object()).containsEntry("name", "not_implemented_error");
        }
    }

    @Test
    void waitsAsLongAsTheLatencySays() {
        try (var sandbox = TestSandbox.withLatency(java.time.Duration.ofMillis(180))) {
            sandbox.get("/introspect");
            assertThat(sandbox.pauses()).containsExactly(java.time.Duration.ofMillis(180));
        }
    }
}
