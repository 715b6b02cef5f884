package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationTests {

    private final TestSandbox sandbox = TestSandbox.of(2, 300, "rate-limit=off");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void showsTheCompanyWithEveryKey() {
        var company = sandbox.get("/employer/company").object();

        assertThat(company.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "legal_name",
                        "entity",
                        "primary_email",
                        "primary_phone_number",
                        "ein",
                        "departments",
                        "locations",
                        "accounts");
        assertThat(TestSandbox.map(company.get("entity"))).containsOnlyKeys("type", "subtype");
        assertThat((List<?>) company.get("locations")).isNotEmpty().allSatisfy(location -> assertThat(
                        TestSandbox.map(location))
                .containsOnlyKeys("line1", "line2", "city", "state", "postal_code", "country"));
    }

    @Test
    void listsEverybodyOnceOverPagesOfAnySize() {
        var whole = sandbox.people();

        var paged = new ArrayList<String>();
        while (paged.size() < 300) {
            var page = sandbox.get("/employer/directory?limit=70&offset=" + paged.size());
            assertThat(page.object().get("paging")).isEqualTo(Map.of("count", 300L, "offset", (long) paged.size()));
            page.list("individuals").forEach(row -> paged.add((String) row.get("id")));
        }
        assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates().hasSize(300);
        assertThat(sandbox.get("/employer/directory?offset=300").list("individuals"))
                .isEmpty();
    }

    @Test
    void showsDirectoryRowsWithEveryKey() {
        assertThat(sandbox.get("/employer/directory").list("individuals")).allSatisfy(row -> assertThat(row)
                .containsOnlyKeys(
                        "id", "first_name", "middle_name", "last_name", "manager", "department", "is_active"));
    }

    @Test
    void leadsAllReportingLinesToOnePerson() {
        var managers = new HashMap<Object, Object>();
        for (var row : sandbox.get("/employer/directory").list("individuals")) {
            managers.put(row.get("id"), row.get("manager") == null ? "" : ((Map<?, ?>) row.get("manager")).get("id"));
        }

        for (var person : managers.keySet()) {
            var seen = new HashSet<>();
            for (Object at = person; !at.equals(""); at = managers.get(at)) {
                assertThat(seen.add(at)).isTrue();
                assertThat(managers).containsKey(at);
            }
        }
        assertThat(managers).containsValue("");
    }

    @Test
    void showsIndividualsWithEveryKey() {
        var reply = sandbox.post("/employer/individual", TestSandbox.people(sandbox.people()));

        assertThat(reply.list("responses")).hasSize(300).allSatisfy(item -> {
            assertThat(item.get("code")).isEqualTo(200L);
            assertThat(body(item))
                    .containsOnlyKeys(
                            "id",
                            "first_name",
                            "middle_name",
                            "last_name",
                            "preferred_name",
                            "emails",
                            "phone_numbers",
                            "gender",
                            "ethnicity",
                            "marital_status",
                            "dob",
                            "residence")
                    .containsEntry("id", item.get("individual_id"));
        });
    }

    @Test
    void showsTheSsnOnlyToThoseWhoMayAndAsk() {
        var ids = sandbox.people();
        var asking = TestSandbox.people(ids).replace("]}", "],\"options\":{\"include\":[\"ssn\"]}}");

        var numbers = new HashSet<Object>();
        for (var item : sandbox.post("/employer/individual", asking).list("responses")) {
            assertThat((String) body(item).get("ssn")).matches("666-\\d\\d-\\d{4}");
            numbers.add(body(item).get("ssn"));
        }
        assertThat(numbers).hasSize(300);
        sandbox.world().links().get(0).grant(java.util.Set.of("individual"));
        assertThat(sandbox.post("/employer/individual", asking).text()).doesNotContain("ssn", "666-");
    }

    @Test
    void showsEmploymentsWithEveryKey() {
        var reply = sandbox.post("/employer/employment", TestSandbox.people(sandbox.people()));

        assertThat(reply.list("responses")).hasSize(300).allSatisfy(item -> assertThat(body(item))
                .containsOnlyKeys(
                        "id",
                        "first_name",
                        "middle_name",
                        "last_name",
                        "title",
                        "manager",
                        "department",
                        "employment",
                        "employment_status",
                        "is_active",
                        "start_date",
                        "end_date",
                        "latest_rehire_date",
                        "class_code",
                        "flsa_status",
                        "location",
                        "union_code",
                        "union_local",
                        "key_employee",
                        "highly_compensated_employee",
                        "income",
                        "income_history",
                        "custom_fields",
                        "source_id",
                        "work_id"));
    }

    @Test
    void hasPeopleOfEveryKind() {
        var subtypes = new HashSet<Object>();
        var statuses = new HashSet<Object>();
        for (var item : sandbox.post("/employer/employment", TestSandbox.people(sandbox.people()))
                .list("responses")) {
            subtypes.add(((Map<?, ?>) body(item).get("employment")).get("subtype"));
            statuses.add(body(item).get("employment_status"));
        }

        assertThat(subtypes).contains("full_time", "part_time", "individual_contractor", "intern");
        assertThat(statuses).contains("active", "terminated", "leave");
    }

    @Test
    void saysTheSameOfAPersonEverywhere() {
        var rows = sandbox.get("/employer/directory").list("individuals");
        var employments = sandbox.post("/employer/employment", TestSandbox.people(sandbox.people()))
                .list("responses");

        for (int i = 0; i < rows.size(); i++) {
            var employment = body(employments.get(i));
            for (var field :
                    List.of("id", "first_name", "middle_name", "last_name", "manager", "department", "is_active")) {
                assertThat(employment.get(field)).isEqualTo(rows.get(i).get(field));
            }
            assertThat(employment.get("is_active")).isEqualTo(employment.get("end_date") == null);
        }
    }

    @Test
    void answersUnknownPeopleItemByItem() {
        var other = sandbox.as(1).people().get(0);
        var reply = sandbox.as(0).post("/employer/individual", TestSandbox.people(List.of(other, "nobody")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.list("responses")).hasSize(2).allSatisfy(item -> {
            assertThat(item.get("code")).isEqualTo(404L);
            assertThat(body(item))
                    .containsOnlyKeys("code", "name", "finch_code", "message")
                    .containsEntry("name", "not_found_error")
                    .containsEntry("finch_code", "individual_not_found");
        });
    }

    @Test
    void takesTenThousandIdsAndNotOneMore() {
        var ids = java.util.Collections.nCopies(10_000, "x");
        var more = java.util.Collections.nCopies(10_001, "x");

        assertThat(sandbox.post("/employer/individual", TestSandbox.people(ids)).list("responses"))
                .hasSize(10_000);
        for (var path : List.of("/employer/individual", "/employer/employment")) {
            var refused = sandbox.post(path, TestSandbox.people(more));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.object())
                    .containsEntry("name", "bad_request")
                    .containsEntry("finch_code", "invalid_request");
        }
        sandbox.world().switches().set("batch-caps", "unlimited");
        assertThat(sandbox.post("/employer/individual", TestSandbox.people(more))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesBodiesThatAreNoBatch() {
        for (var body : List.of(
                "", "{", "[]", "{}", "{\"requests\":{}}", "{\"requests\":[1]}", "{\"requests\":[{}]}", "null")) {
            assertThat(sandbox.post("/employer/individual", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void raisesPayAtNewYear() {
        var before = sandbox.post(
                "/employer/employment", TestSandbox.people(sandbox.people().subList(0, 1)));
        sandbox.advance("P180D");
        var after = sandbox.post(
                "/employer/employment", TestSandbox.people(sandbox.people().subList(0, 1)));

        assertThat(pay(after)).isGreaterThan(pay(before));
        assertThat(after.header("Finch-Data-Retrieved")).isGreaterThan(before.header("Finch-Data-Retrieved"));
    }

    private static long pay(TestSandbox.Reply reply) {
        return (long) ((Map<?, ?>) body(reply.list("responses").get(0)).get("income")).get("amount");
    }

    private static Map<String, Object> body(Map<String, ?> item) {
        return TestSandbox.map(item.get("body"));
    }
}
