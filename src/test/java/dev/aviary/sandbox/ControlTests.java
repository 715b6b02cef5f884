package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTests {

    private final TestSandbox sandbox = TestSandbox.of(1, 30, "rate-limit=off");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void makesAConnection() {
        var made = sandbox.basic("POST", "/sandbox/connections", "{\"provider_id\":\"gusto\",\"employee_size\":40}")
                .object();

        assertThat(made)
                .containsOnlyKeys(
                        "connection_id",
                        "entity_id",
                        "access_token",
                        "token_type",
                        "authentication_type",
                        "products",
                        "provider_id",
                        "account_id",
                        "company_id");
        assertThat(sandbox.withToken((String) made.get("access_token")).people())
                .hasSize(40);
        assertThat(sandbox.payments()).hasSize(26);
        assertThat(sandbox.get("/introspect").object()).containsEntry("connection_id", made.get("connection_id"));
    }

    @Test
    void makesAnAccountOfACompany() {
        var company = sandbox.get("/employer/company").object().get("id");
        var body =
                "{\"company_id\":\"" + company + "\",\"provider_id\":\"trinet\",\"authentication_type\":\"assisted\"}";
        var made = sandbox.basic("POST", "/sandbox/connections/accounts", body).object();

        assertThat(made).doesNotContainKey("token_type").containsEntry("company_id", company);
        assertThat(sandbox.withToken((String) made.get("access_token"))
                        .get("/employer/directory")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void refusesConnectionsItCannotMake() {
        for (var body : List.of(
                "{}",
                "{\"provider_id\":\"x\"}",
                "{\"provider_id\":\"gusto\",\"employee_size\":\"many\"}",
                "{\"provider_id\":\"gusto\",\"authentication_type\":\"x\"}")) {
            assertThat(sandbox.basic("POST", "/sandbox/connections", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(sandbox.put("/sandbox/connections/accounts", "{\"connection_status\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void changesTheCompany() {
        assertThat(sandbox.put("/sandbox/company", "{\"legal_name\":\"Elm Inc.\",\"id\":\"x\"}")
                        .object())
                .containsEntry("legal_name", "Elm Inc.");

        assertThat(sandbox.get("/employer/company").object())
                .containsEntry("legal_name", "Elm Inc.")
                .doesNotContainEntry("id", "x");
    }

    @Test
    void changesAPersonAndTheTimeOfTheData() {
        var id = sandbox.people().get(9);
        var before = sandbox.get("/employer/directory").header("Finch-Data-Retrieved");
        sandbox.put("/sandbox/individual/" + id, "{\"last_name\":\"Newname\",\"ssn\":\"666-99-0001\"}");
        sandbox.put(
                "/sandbox/employment/" + id,
                "{\"title\":\"Baker\",\"income\":{\"unit\":\"hourly\",\"amount\":2500,\"currency\":\"usd\"}}");

        var directory = sandbox.get("/employer/directory");
        assertThat(directory.list("individuals").get(9)).containsEntry("last_name", "Newname");
        assertThat(directory.header("Finch-Data-Retrieved"))
                .isEqualTo("2026-08-20T12:00:00Z")
                .isGreaterThan(before);
        assertThat(sandbox.post("/employer/employment", TestSandbox.people(List.of(id)))
                        .text())
                .contains("\"title\":\"Baker\"", "\"last_name\":\"Newname\"", "\"amount\":2500");
        assertThat(sandbox.post("/employer/individual", TestSandbox.people(List.of(id)))
                        .text())
                .contains("Newname")
                .doesNotContain("666-99-0001");
        assertThat(sandbox.put("/sandbox/individual/x", "{}").status()).isEqualTo(404);
    }

    @Test
    void addsPeopleWhoAreThenPaid() {
        var added = sandbox.post("/sandbox/directory", "[{\"first_name\":\"Nova\",\"title\":\"Pilot\"},{}]")
                .list();
        assertThat(added).hasSize(2);
        var id = (String) added.get(0).get("id");

        assertThat(sandbox.people()).hasSize(32).contains(id);
        assertThat(sandbox.post("/employer/employment", TestSandbox.people(List.of(id)))
                        .text())
                .contains("Nova", "Pilot");
        assertThat(sandbox.payments())
                .allSatisfy(payment -> assertThat(recipients(payment)).doesNotContain(id));
        sandbox.advance("P28D");
        assertThat(recipients(sandbox.payments().get(3))).contains(id);
        assertThat(sandbox.post("/sandbox/directory", "{}").status()).isEqualTo(400);
    }

    @Test
    void paysByHand() {
        var id = sandbox.people().get(3);
        var body =
                "{\"start_date\":\"08/01/2026\",\"end_date\":\"2026-08-14\",\"pay_statements\":[{\"individual_id\":\""
                        + id
                        + "\",\"gross_pay\":100000,\"taxes\":[{\"type\":\"federal\",\"name\":\"F\",\"amount\":20000,\"employer\":false}],"
                        + "\"employee_deductions\":[{\"type\":\"401k\",\"name\":\"401k\",\"amount\":5000}]}]}";
        var made = sandbox.post("/sandbox/payment", body).object();

        assertThat(made).containsEntry("pay_date", "2026-08-14");
        var payment = sandbox.payments().stream()
                .filter(p -> p.get("id").equals(made.get("payment_id")))
                .findFirst()
                .orElseThrow();
        assertThat(TestSandbox.map(payment.get("net_pay"))).containsEntry("amount", 75_000L);
        assertThat(payment.get("individual_ids")).isEqualTo(List.of(id));
        var item = sandbox.post(
                "/employer/pay-statement", "{\"requests\":[{\"payment_id\":\"" + made.get("payment_id") + "\"}]}");
        assertThat(item.text()).contains("\"gross_pay\":{\"amount\":100000,\"currency\":\"usd\"}", "\"pre_tax\":null");
    }

    @Test
    void paysEverybodyByHandIfNobodyIsNamed() {
        var made = sandbox.post("/sandbox/payment", "{}").object();

        var item = sandbox.post(
                "/employer/pay-statement", "{\"requests\":[{\"payment_id\":\"" + made.get("payment_id") + "\"}]}");
        assertThat(item.text()).contains("off_cycle_payroll");
    }

    @Test
    void refusesPaymentsItCannotMake() {
        for (var body : List.of(
                "{\"start_date\":\"x\"}",
                "{\"start_date\":\"2026-09-01\",\"end_date\":\"2026-08-01\"}",
                "{\"pay_statements\":[{}]}",
                "{\"pay_statements\":{}}")) {
            assertThat(sandbox.post("/sandbox/payment", body).status()).as(body).isEqualTo(400);
        }
        var unnamed = "{\"pay_statements\":[{\"individual_id\":\""
                + sandbox.people().get(0) + "\",\"employee_deductions\":[{\"type\":\"401k\",\"amount\":1}]}]}";
        assertThat(sandbox.post("/sandbox/payment", unnamed).status()).isEqualTo(400);
    }

    @Test
    void movesPeopleInAndOut() {
        var people = sandbox.people();
        var connection =
                "/_sandbox/connections/" + sandbox.world().links().get(0).id();
        sandbox.basic(
                "DELETE",
                connection + "/people",
                "{\"individual_ids\":[\"" + people.get(4) + "\",\"" + people.get(20) + "\"]}");

        assertThat(sandbox.people()).hasSize(28).doesNotContain(people.get(4), people.get(20));
        assertThat(sandbox.get("/employer/directory?limit=5&offset=3").list("individuals"))
                .extracting(row -> row.get("id"))
                .containsExactlyElementsOf(
                        List.of(people.get(3), people.get(5), people.get(6), people.get(7), people.get(8)));
        assertThat(sandbox.post("/employer/individual", TestSandbox.people(List.of(people.get(4))))
                        .text())
                .contains("individual_not_found");
        var added =
                sandbox.basic("POST", connection + "/people", "{\"count\":3}").object();
        assertThat(sandbox.people())
                .hasSize(31)
                .containsAll(((List<?>) added.get("individual_ids"))
                        .stream().map(String::valueOf).toList());
    }

    @Test
    void logsRequestsWithoutTokens() {
        sandbox.get("/employer/directory?limit=1&secret=" + sandbox.token());
        sandbox.withToken("guess").get("/employer/company");

        var log = sandbox.basic("GET", "/_sandbox/requests", null);
        assertThat(log.list()).hasSize(2);
        assertThat(log.list().get(0))
                .containsEntry("arrived", "2026-08-20T12:00:00Z")
                .containsEntry("endpoint", "directory")
                .containsEntry("path", "/employer/directory")
                .containsEntry("connection_id", sandbox.world().links().get(0).id())
                .containsEntry("status", 200L);
        assertThat(log.list().get(1)).containsEntry("status", 401L).containsEntry("connection_id", null);
        assertThat(log.text()).doesNotContain(sandbox.as(0).token()).doesNotContain("guess");
        assertThat(sandbox.basic("GET", "/_sandbox/requests?since=1", null).list())
                .hasSize(1);
        assertThat(sandbox.basic("GET", "/_sandbox/counters", null).object())
                .containsEntry("requests", 2L)
                .containsEntry("by_endpoint_and_status", Map.of("directory 200", 1L, "company 401", 1L));
    }

    @Test
    void setsItsClock() {
        assertThat(sandbox.basic("PUT", "/_sandbox/clock", "{\"now\":\"2027-01-01T00:00:00Z\"}")
                        .object())
                .containsEntry("now", "2027-01-01T00:00:00Z")
                .containsEntry("ticking", false);
        sandbox.advance("PT36H");
        assertThat(sandbox.basic("GET", "/_sandbox/clock", null).object()).containsEntry("now", "2027-01-02T12:00:00Z");
        assertThat(sandbox.basic("PUT", "/_sandbox/clock", "{\"now\":\"soon\"}").status())
                .isEqualTo(400);
        assertThat(sandbox.basic("PUT", "/_sandbox/clock", "{\"advance\":\"P9999999999999D\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void setsSwitchesAllOrNone() {
        assertThat(sandbox.basic("PUT", "/_sandbox/switches", "{\"retry-after\":\"on\",\"batch-caps\":\"maybe\"}")
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.basic("GET", "/_sandbox/switches", null).object()).containsEntry("retry-after", "off");
        assertThat(sandbox.basic("PUT", "/_sandbox/switches", "{\"retry-after\":\"on\"}")
                        .object())
                .containsEntry("retry-after", "on");
    }

    @Test
    void issuesTokensOfOtherShapes() {
        for (var shape : List.of("opaque", "long", "uuid")) {
            sandbox.world().switches().set("token-shape", shape);
            assertThat(sandbox.as(0).get("/introspect").status()).as(shape).isEqualTo(200);
            assertThat(sandbox.withToken(sandbox.token().replaceFirst(".$", "!"))
                            .get("/introspect")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void setsStateAndProductsOfAConnection() {
        var path = "/_sandbox/connections/" + sandbox.world().links().get(0).id();

        assertThat(sandbox.basic("PUT", path, "{\"status\":\"reauth\",\"products\":[\"company\"]}")
                        .object())
                .containsEntry("status", "reauth")
                .containsEntry("products", List.of("company"));
        assertThat(sandbox.basic("GET", "/_sandbox/connections", null).list()).hasSize(1);
        assertThat(sandbox.basic("PUT", "/_sandbox/connections/x", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void makesOtherPeopleOfAnotherSeed() {
        try (var other = TestSandbox.withSeed(2)) {
            assertThat(other.people()).hasSize(30).doesNotContainAnyElementsOf(sandbox.people());
            assertThat(other.token()).isNotEqualTo(sandbox.token());
            assertThat(other.withToken(sandbox.token()).get("/introspect").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void startsOverOnReset() {
        var people = sandbox.people();
        sandbox.post("/sandbox/directory", "[{}]");
        sandbox.fault("{\"kind\":\"error\"}");
        sandbox.advance("P3D");
        sandbox.basic("POST", "/_sandbox/reset", null);

        assertThat(sandbox.people()).isEqualTo(people);
        assertThat(sandbox.world().clock().now()).isEqualTo(TestSandbox.NOON);
    }

    private static List<String> recipients(Map<String, ?> payment) {
        return ((List<?>) payment.get("individual_ids"))
                .stream().map(String::valueOf).toList();
    }
}
