package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PayrollTests {

    private final TestSandbox sandbox = TestSandbox.of(1, 260, "rate-limit=off");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void showsPaymentsWithEveryKey() {
        assertThat(sandbox.payments()).hasSize(2).allSatisfy(payment -> assertThat(payment)
                .containsOnlyKeys(
                        "id",
                        "pay_period",
                        "pay_date",
                        "debit_date",
                        "company_debit",
                        "gross_pay",
                        "net_pay",
                        "employer_taxes",
                        "employee_taxes",
                        "individual_ids",
                        "pay_group_ids",
                        "pay_frequencies"));
    }

    @Test
    void addsUpToTheCent() {
        for (var payment : sandbox.payments()) {
            var statements = statements((String) payment.get("id"));

            assertThat(sum(statements, "gross_pay")).isEqualTo(amount(payment.get("gross_pay")));
            assertThat(sum(statements, "net_pay")).isEqualTo(amount(payment.get("net_pay")));
            assertThat(taxes(statements, true)).isEqualTo(amount(payment.get("employer_taxes")));
            assertThat(taxes(statements, false)).isEqualTo(amount(payment.get("employee_taxes")));
            assertThat(statements.stream().map(s -> s.get("individual_id")).toList())
                    .isEqualTo(payment.get("individual_ids"));
        }
    }

    @Test
    void takesFromGrossWhatNetLacks() {
        for (var statement : statements((String) sandbox.payments().get(0).get("id"))) {
            var gross = amount(statement.get("gross_pay"));
            var deductions = lines(statement, "employee_deductions", line -> true);
            var taxes = lines(statement, "taxes", tax -> Boolean.FALSE.equals(tax.get("employer")));

            assertThat(lines(statement, "earnings", line -> true)).isEqualTo(gross);
            assertThat(gross - deductions - taxes)
                    .isEqualTo(amount(statement.get("net_pay")))
                    .isPositive();
            assertThat(statement)
                    .containsOnlyKeys(
                            "individual_id",
                            "type",
                            "payment_method",
                            "total_hours",
                            "gross_pay",
                            "net_pay",
                            "earnings",
                            "taxes",
                            "employee_deductions",
                            "employer_contributions");
        }
    }

    @Test
    void paysOnlyThoseWhoWorkThere() {
        var payment = sandbox.payments().get(1);
        var period = (Map<?, ?>) payment.get("pay_period");
        var paid = (List<?>) payment.get("individual_ids");

        for (var item : sandbox.post("/employer/employment", TestSandbox.people(sandbox.people()))
                .list("responses")) {
            var job = (Map<?, ?>) item.get("body");
            var end = (String) job.get("end_date");
            assertThat(paid.contains(job.get("id")))
                    .isEqualTo(end == null || end.compareTo((String) period.get("start_date")) >= 0);
        }
    }

    @Test
    void pagesStatementsByHundredUnlessAsked() {
        var id = (String) sandbox.payments().get(0).get("id");

        var first = page(sandbox.post("/employer/pay-statement", "{\"requests\":[{\"payment_id\":\"" + id + "\"}]}"));
        assertThat((List<?>) first.get("pay_statements")).hasSize(100);
        assertThat((long) ((Map<?, ?>) first.get("paging")).get("count")).isBetween(200L, 260L);
        assertThat(statements(id, 37)).isEqualTo(statements(id, 5_000)).doesNotHaveDuplicates();
    }

    @Test
    void refusesMoreThanTenPaymentsOrFiveThousandStatements() {
        var item = "{\"payment_id\":\"" + sandbox.payments().get(0).get("id") + "\"}";

        assertThat(batch(Collections.nCopies(10, item)).status()).isEqualTo(200);
        assertThat(batch(Collections.nCopies(11, item)).object())
                .containsEntry("code", 400L)
                .containsEntry("name", "bad_request");
        assertThat(batch(List.of(item.replace("}", ",\"limit\":5001}"))).status())
                .isEqualTo(400);
        assertThat(batch(List.of(item.replace("}", ",\"limit\":5000}"))).status())
                .isEqualTo(200);
        assertThat(batch(List.of(item.replace("}", ",\"offset\":-1}"))).status())
                .isEqualTo(400);
        assertThat(batch(List.of("{}")).status()).isEqualTo(400);
    }

    @Test
    void answersAnUnknownPaymentByItem() {
        var item = batch(List.of("{\"payment_id\":\"x\"}")).list("responses").get(0);

        assertThat(item).containsEntry("code", 404L).containsEntry("payment_id", "x");
        assertThat(((Map<?, ?>) item.get("body")).get("finch_code")).isEqualTo("payment_not_found");
    }

    @Test
    void keepsToTheWindowOfPayDates() {
        var day = sandbox.payments().get(1).get("pay_date");

        assertThat(sandbox.get("/employer/payment?start_date=" + day + "&end_date=" + day)
                        .list())
                .hasSize(1);
        assertThat(sandbox.get("/employer/payment?start_date=2027-01-01&end_date=2027-02-01")
                        .list())
                .isEmpty();
        assertThat(sandbox.get("/employer/payment?start_date=yesterday&end_date=" + day)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void documentsAMissingDateAs401() {
        assertThat(sandbox.get("/employer/payment?start_date=2026-01-01").object())
                .containsEntry("code", 401L)
                .containsEntry("name", "invalid_request_error");
        sandbox.world().switches().set("missing-parameter", "400");
        assertThat(sandbox.get("/employer/payment?start_date=2026-01-01").status())
                .isEqualTo(400);
    }

    @Test
    void paysAgainAfterTwoWeeks() {
        var before = sandbox.payments();
        sandbox.advance("P14D");

        assertThat(sandbox.payments()).hasSize(3).startsWith(before.get(0), before.get(1));
    }

    @Test
    void holdsStatementsBackForAsManyReadsAsAskedFor() {
        sandbox.world().switches().set("statements-pending", "2");
        var item = "{\"payment_id\":\"" + sandbox.payments().get(0).get("id") + "\"}";

        for (int read = 0; read < 2; read++) {
            var answer = batch(List.of(item)).list("responses").get(0);
            assertThat(answer).containsEntry("code", 202L);
            assertThat(answer.get("body"))
                    .isEqualTo(JsonTree.object(
                            "code", 202L,
                            "name", "accepted",
                            "finch_code", "data_sync_in_progress",
                            "message",
                                    "The pay statements for this payment are being fetched. Please check back later."));
        }
        assertThat(batch(List.of(item)).list("responses").get(0)).containsEntry("code", 200L);
    }

    @Test
    void groupsPeopleByHowTheyArePaid() {
        var groups = sandbox.get("/employer/pay-groups").list();
        assertThat(groups).hasSize(2).allSatisfy(group -> assertThat(group)
                .containsOnlyKeys("id", "name", "pay_frequencies"));

        var members = new ArrayList<Object>();
        groups.forEach(group -> members.addAll((List<?>)
                sandbox.get("/employer/pay-groups/" + group.get("id")).object().get("individual_ids")));
        assertThat(members).doesNotHaveDuplicates().hasSizeGreaterThan(200);
        assertThat(sandbox.get("/employer/pay-groups?individual_id=" + members.get(0))
                        .list())
                .hasSize(1);
        assertThat(sandbox.get("/employer/pay-groups?pay_frequencies[]=weekly").list())
                .isEmpty();
        assertThat(sandbox.get("/employer/pay-groups/none").status()).isEqualTo(404);
    }

    @Test
    void deductsWhatTheBenefitSays() {
        var benefits = sandbox.get("/employer/benefits").list();
        assertThat(benefits).extracting(b -> b.get("type")).containsExactly("401k", "s125_medical");

        var medical = "/employer/benefits/" + benefits.get(1).get("benefit_id");
        var enrolled = sandbox.get(medical + "/individuals");
        assertThat(enrolled.status()).isEqualTo(207);
        assertThat(enrolled.list())
                .hasSize(((List<?>) sandbox.get(medical + "/enrolled").object().get("individual_ids")).size());
        assertThat(sandbox.get(medical).object()).isEqualTo(benefits.get(1));

        var statements = statements((String) sandbox.payments().get(1).get("id"));
        for (var item : enrolled.list()) {
            var deduction = (Map<?, ?>) ((Map<?, ?>) item.get("body")).get("employee_deduction");
            var statement = statements.stream()
                    .filter(s -> s.get("individual_id").equals(item.get("individual_id")))
                    .findFirst()
                    .orElseThrow();
            assertThat(lines(statement, "employee_deductions", line -> "s125_medical".equals(line.get("type"))))
                    .isEqualTo(deduction.get("amount"));
        }
    }

    @Test
    void answersForPeopleOutsideABenefit() {
        var id = sandbox.get("/employer/benefits").list().get(0).get("benefit_id");
        var enrolled = (List<?>)
                sandbox.get("/employer/benefits/" + id + "/enrolled").object().get("individual_ids");
        var outsider = sandbox.people().stream()
                .filter(p -> !enrolled.contains(p))
                .findFirst()
                .orElseThrow();

        var items = sandbox.get("/employer/benefits/" + id + "/individuals?individual_ids=" + outsider + ",x")
                .list();
        assertThat(items)
                .extracting(i -> TestSandbox.map(i.get("body")).get("finch_code"))
                .containsExactly("enrollment_not_found", "individual_not_found");
        assertThat(sandbox.get("/employer/benefits/none").object()).containsEntry("finch_code", "benefit_not_found");
    }

    @Test
    void namesTheLinesThatStatementsHave() {
        var names = sandbox.get("/employer/pay-statement-item?categories[]=taxes&name=medicare")
                .list("responses");

        assertThat(names).extracting(n -> n.get("name")).containsExactly("Medicare", "Medicare (Employer)");
    }

    @Test
    void hasNoRulesForTheLinesOfStatements() {
        var rules = sandbox.get("/employer/pay-statement-item/rule");

        assertThat(rules.status()).isEqualTo(200);
        assertThat(rules.list("responses")).isEmpty();
    }

    @Test
    void keepsAFormOfEverybody() {
        var page = sandbox.get("/employer/documents?limit=5&types[]=w4_2020");

        assertThat(page.list("documents")).hasSize(5);
        var form = sandbox.get(
                        "/employer/documents/" + page.list("documents").get(0).get("id"))
                .object();
        assertThat(form).containsOnlyKeys("type", "year", "data").containsEntry("type", "w4_2020");
    }

    private TestSandbox.Reply batch(List<String> items) {
        return sandbox.post("/employer/pay-statement", "{\"requests\":[" + String.join(",", items) + "]}");
    }

    private List<Map<String, Object>> statements(String payment) {
        return statements(payment, 5_000);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> statements(String payment, int limit) {
        var all = new ArrayList<Map<String, Object>>();
        while (true) {
            var page = page(batch(List.of(
                    "{\"payment_id\":\"" + payment + "\",\"limit\":" + limit + ",\"offset\":" + all.size() + "}")));
            all.addAll((List<Map<String, Object>>) page.get("pay_statements"));
            if (all.size() >= (long) ((Map<?, ?>) page.get("paging")).get("count")) {
                return all;
            }
        }
    }

    private static Map<?, ?> page(TestSandbox.Reply reply) {
        return (Map<?, ?>) reply.list("responses").get(0).get("body");
    }

    private static long sum(List<Map<String, Object>> statements, String field) {
        return statements.stream()
                .mapToLong(statement -> amount(statement.get(field)))
                .sum();
    }

    private static long taxes(List<Map<String, Object>> statements, boolean employer) {
        return statements.stream()
                .mapToLong(s -> lines(s, "taxes", tax -> tax.get("employer").equals(employer)))
                .sum();
    }

    private static long lines(Map<String, Object> statement, String field, Predicate<Map<?, ?>> wanted) {
        var sum = 0L;
        for (var line : (List<?>) statement.get(field)) {
            sum += wanted.test((Map<?, ?>) line) ? amount(line) : 0;
        }
        return sum;
    }

    private static long amount(Object money) {
        return (long) ((Map<?, ?>) money).get("amount");
    }
}
