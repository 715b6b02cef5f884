package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTests {

    private final TestSandbox sandbox = TestSandbox.of(2, 60, "rate-limit=off");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, bad_request, invalid_request",
        "402, payment_required, payment_required",
        "422, unprocessable_request_error, unsupported_parameters",
        "500, server_error, internal_server_error",
        "502, bad_gateway_error, upstream_provider_error"
    })
    void answersErrorsOfTheTable(long status, String name, String finchCode) {
        sandbox.fault("{\"kind\":\"error\",\"status\":" + status + "}");

        assertThat(sandbox.get("/employer/company").object())
                .containsEntry("code", status)
                .containsEntry("name", name)
                .containsEntry("finch_code", finchCode);
    }

    @Test
    void answersErrorsWithoutJson() {
        sandbox.fault("{\"kind\":\"error\",\"status\":502,\"body\":\"none\",\"times\":1}");
        assertThat(sandbox.get("/employer/company").bytes()).isEmpty();
        sandbox.fault("{\"kind\":\"error\",\"status\":500,\"body\":\"text\",\"times\":1}");
        var text = sandbox.get("/employer/company");
        assertThat(text.status()).isEqualTo(500);
        assertThat(text.text()).doesNotStartWith("{");
        sandbox.fault("{\"kind\":\"html\",\"times\":1}");
        var html = sandbox.get("/employer/company");
        assertThat(html.status()).isEqualTo(502);
        assertThat(html.header("Content-Type")).isEqualTo("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"finch_application_rl", "finch_api_ip_rl", "finch_auth_ip_rl", "upstream_rate_limit_exceeded"})
    void answersEachKindOfRateLimit(String finchCode) {
        sandbox.fault("{\"kind\":\"rate_limited\",\"finch_code\":\"" + finchCode + "\"}");

        assertThat(sandbox.get("/employer/company").object())
                .containsEntry("code", 429L)
                .containsEntry("finch_code", finchCode);
    }

    @Test
    void endsJsonInTheMiddle() {
        sandbox.fault("{\"kind\":\"truncated\",\"endpoint\":\"directory\"}");

        var reply = sandbox.get("/employer/directory");
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(reply::object).isInstanceOf(Exception.class);
        assertThat(reply.text()).startsWith("{\"paging\":{\"count\":60");
    }

    @Test
    void endsALongAnswerInTheMiddle() {
        var ids = java.util.Collections.nCopies(2_000, "x");
        sandbox.fault("{\"kind\":\"truncated\",\"bytes\":70}");
        assertThat(sandbox.post("/employer/individual", TestSandbox.people(ids)).bytes())
                .hasSize(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset"})
    void breaksTheConnection(String kind) {
        sandbox.fault("{\"kind\":\"" + kind + "\",\"endpoint\":\"directory\"}");

        var request = sandbox.request("GET", "/employer/directory", null)
                .header("Authorization", "Bearer " + sandbox.token())
                .header("Finch-API-Version", "2020-09-17");
        assertThatThrownBy(() -> sandbox.send(request)).isInstanceOf(UncheckedIOException.class);
        sandbox.basic("DELETE", "/_sandbox/faults", null);
        assertThat(sandbox.people()).hasSize(60);
    }

    @Test
    void answersSlowly() {
        sandbox.fault("{\"kind\":\"slow\"}");

        assertThat(sandbox.get("/introspect").status()).isEqualTo(200);
        assertThat(sandbox.pauses()).containsExactly(Duration.ofSeconds(65));
    }

    @Test
    void acceptsWithoutData() {
        sandbox.fault("{\"kind\":\"accepted\",\"times\":1}");

        assertThat(sandbox.get("/employer/directory").status()).isEqualTo(202);
        assertThat(sandbox.get("/employer/directory").status()).isEqualTo(200);
    }

    @Test
    void mixesNullsIntoArrays() {
        sandbox.fault("{\"kind\":\"null_elements\"}");

        assertThat((List<?>) sandbox.get("/employer/company").object().get("departments"))
                .containsNull();
        assertThat(sandbox.post("/employer/employment", TestSandbox.people(sandbox.people()))
                        .text())
                .contains("null]");
        assertThat(statements()).contains("\"earnings\":[null,{");
    }

    @Test
    void leavesTheCountOut() {
        sandbox.fault("{\"kind\":\"no_count\"}");

        assertThat(sandbox.get("/employer/directory").object().get("paging")).isEqualTo(JsonTree.object("offset", 0L));
        assertThat(statements()).doesNotContain("count");
    }

    @Test
    void speaksWordsOfTomorrow() {
        sandbox.fault("{\"kind\":\"unknown_enum\"}");
        sandbox.fault("{\"kind\":\"extra_fields\"}");

        assertThat(sandbox.get("/introspect").text()).contains("\"status\":\"word_of_tomorrow\"", "x_new_field");
        assertThat(sandbox.post("/employer/employment", TestSandbox.people(sandbox.people()))
                        .text())
                .contains("\"employment_status\":\"word_of_tomorrow\"", "x_new_object");
    }

    @Test
    void writesManualAsText() {
        sandbox.fault("{\"kind\":\"string_manual\"}");

        assertThat(sandbox.get("/introspect").object()).containsEntry("manual", "false");
    }

    @Test
    void shoutsCurrencies() {
        sandbox.fault("{\"kind\":\"upper_case_currency\"}");

        assertThat(statements()).contains("\"USD\"").doesNotContain("\"usd\"");
        assertThat(sandbox.get("/employer/payment?start_date=2020-01-01&end_date=2030-01-01")
                        .text())
                .contains("\"USD\"");
    }

    @Test
    void turnsAllIdsOver() {
        var people = sandbox.people();
        var payments = sandbox.payments();
        sandbox.fault("{\"kind\":\"id_turnover\",\"times\":1}");
        var after = sandbox.people();

        assertThat(after).hasSize(60).doesNotContainAnyElementsOf(people);
        assertThat(sandbox.payments().get(0).get("id"))
                .isNotEqualTo(payments.get(0).get("id"));
        assertThat(sandbox.post("/employer/individual", TestSandbox.people(people))
                        .text())
                .doesNotContain("\"code\":200");
        assertThat(sandbox.post("/employer/individual", TestSandbox.people(after))
                        .text())
                .doesNotContain("\"code\":404");
    }

    @Test
    void losesSomebodyBetweenPages() {
        var before = sandbox.people();
        var retrieved = sandbox.get("/employer/company").header("Finch-Data-Retrieved");
        sandbox.fault("{\"kind\":\"remove_between_pages\",\"endpoint\":\"directory\",\"times\":1}");

        var first = sandbox.get("/employer/directory?limit=30");
        var second = sandbox.get("/employer/directory?limit=30&offset=30");
        assertThat(first.object().get("paging")).isEqualTo(JsonTree.object("count", 60L, "offset", 0L));
        assertThat(second.list("individuals")).hasSize(29);
        assertThat(second.list("individuals").get(0)).containsEntry("id", before.get(31));
        assertThat(first.header("Finch-Data-Retrieved"))
                .isEqualTo(retrieved)
                .isLessThan(second.header("Finch-Data-Retrieved"));
    }

    @Test
    void repeatsRows() {
        sandbox.fault("{\"kind\":\"duplicate_rows\"}");

        var ids = sandbox.people();
        assertThat(ids).hasSizeGreaterThan(60);
        assertThat(new HashSet<>(ids)).hasSize(60);
    }

    @Test
    void letsManagersLeadEachOther() {
        sandbox.fault("{\"kind\":\"manager_cycle\"}");

        var rows = sandbox.get("/employer/directory").list("individuals");
        assertThat(TestSandbox.map(rows.get(0).get("manager")))
                .containsEntry("id", rows.get(1).get("id"));
        assertThat(TestSandbox.map(rows.get(1).get("manager")))
                .containsEntry("id", rows.get(0).get("id"));
        assertThat(TestSandbox.map(rows.get(2).get("manager")))
                .containsEntry("id", rows.get(2).get("id"));
    }

    @Test
    void emptiesTheDirectory() {
        sandbox.fault("{\"kind\":\"empty_directory\",\"times\":1}");

        assertThat(sandbox.get("/employer/directory").text())
                .isEqualTo("{\"paging\":{\"count\":0,\"offset\":0},\"individuals\":[]}");
        assertThat(sandbox.people()).hasSize(60);
    }

    @Test
    void failsItems() {
        var people = sandbox.people();
        sandbox.fault("{\"kind\":\"item_missing\",\"endpoint\":\"individual\",\"ids\":[\"" + people.get(3) + "\"]}");
        sandbox.fault("{\"kind\":\"item_pending\",\"times\":1}");

        var items =
                sandbox.post("/employer/individual", TestSandbox.people(people)).list("responses");
        assertThat(items).filteredOn(item -> item.get("code").equals(404L)).hasSize(1);
        assertThat(items.get(3)).containsEntry("code", 404L);
        assertThat(statements()).contains("\"code\":202");
        assertThat(statements()).contains("\"code\":200");
    }

    @Test
    void strikesOnlyWhatItMatches() {
        var connection = sandbox.world().links().get(0).id();
        sandbox.fault("{\"kind\":\"error\",\"endpoint\":\"company\",\"connection_id\":\"" + connection
                + "\",\"skip\":1,\"times\":2}");

        assertThat(sandbox.get("/employer/directory").status()).isEqualTo(200);
        assertThat(sandbox.as(1).get("/employer/company").status()).isEqualTo(200);
        sandbox.as(0);
        assertThat(List.of(company(), company(), company(), company())).containsExactly(200, 500, 500, 200);
    }

    @Test
    void endsByTheClock() {
        sandbox.fault("{\"kind\":\"error\",\"until\":\"2026-08-20T13:00:00Z\"}");

        assertThat(company()).isEqualTo(500);
        sandbox.advance("PT1H");
        assertThat(company()).isEqualTo(200);
    }

    @Test
    void strikesByChanceTheSameWayEachTime() {
        var first = chances();
        sandbox.basic("POST", "/_sandbox/reset", null);
        assertThat(chances()).isEqualTo(first).contains(200, 500);
    }

    @Test
    void isDisarmed() {
        sandbox.fault("[{\"kind\":\"error\"},{\"kind\":\"html\"}]");
        var armed = sandbox.basic("GET", "/_sandbox/faults", null).list();
        assertThat(armed).hasSize(2);

        assertThat(sandbox.basic("DELETE", "/_sandbox/faults/" + armed.get(0).get("id"), null)
                        .status())
                .isEqualTo(204);
        assertThat(company()).isEqualTo(502);
        assertThat(sandbox.basic("DELETE", "/_sandbox/faults", null).status()).isEqualTo(204);
        assertThat(company()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}", "[{\"kind\":\"error\"},{\"kind\":\"none\"}]", "{\"kind\":\"error\",\"status\":99}",
                        "{\"kind\":\"error\",\"when\":1}",
                "{\"kind\":\"error\",\"times\":\"two\"}", "{\"kind\":\"error\",\"until\":\"noon\"}", "1",
                        "{\"kind\":\"rate_limited\",\"finch_code\":\"x\"}",
                "{\"kind\":\"error\",\"body\":7}", "{\"kind\":\"error\",\"body\":\"xml\"}",
                        "{\"kind\":\"slow\",\"millis\":\"x\"}", "{\"kind\":\"item_missing\",\"ids\":\"x\"}",
            })
    void refusesWhatIsNoFault(String json) {
        assertThat(sandbox.basic("POST", "/_sandbox/faults", json).status()).isEqualTo(400);
        assertThat(sandbox.world().faults().armed()).isEmpty();
    }

    private List<Integer> chances() {
        sandbox.fault("{\"kind\":\"error\",\"probability\":0.5}");
        return java.util.stream.IntStream.range(0, 20).mapToObj(i -> company()).toList();
    }

    private int company() {
        return sandbox.get("/employer/company").status();
    }

    private String statements() {
        var id = sandbox.payments().get(0).get("id");
        return sandbox.post("/employer/pay-statement", "{\"requests\":[{\"payment_id\":\"" + id + "\"}]}")
                .text();
    }
}
