package dev.aviary.finch;

import static dev.aviary.finch.ClientUnderTest.ENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionKind;
import dev.aviary.tenancy.EntityId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFinchTests {

    private final ClientUnderTest client = new ClientUnderTest();
    private final ScriptedFinch server = client.server;
    private final Finch finch = client.finch;

    @AfterEach
    void closeServer() {
        client.close();
        assertThat(client.budget.open).as("permits not closed").isZero();
    }

    @Test
    void sendsTokenVersionAndExactlyOneEntity() {
        server.ok("{\"id\":\"co1\"}");

        finch.company(client.token, ENTITY);

        var request = server.requests.get(0);
        assertThat(request.line()).isEqualTo("GET /employer/company?entity_ids%5B%5D=" + ENTITY);
        assertThat(request.headers().get("Authorization"))
                .containsExactly("Bearer 5e0c1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
        assertThat(request.headers().get("Finch-api-version")).containsExactly("2020-09-17");
        assertThat(client.budget.acquired).containsExactly(Bucket.COMPANY);
    }

    @Test
    void readsCompanyWithNullElements() {
        server.ok("""
                {"id":"co1","legal_name":"Birch","entity":{"type":"llc","subtype":null,"tax_class":"x"},
                 "departments":[{"name":"Field","parent":null},null],"locations":null,"accounts":[null]}""");

        var company = data(finch.company(client.token, ENTITY));

        assertThat(company.departments()).containsExactly(new Department("Field", null));
        assertThat(company.locations()).isEmpty();
        assertThat(company.accounts()).isEmpty();
        assertThat(company.entity().unknown()).isEqualTo(Map.of("tax_class", "x"));
    }

    @Test
    void keepsFreshnessAndRequestId() {
        server.then(
                200,
                "{}",
                "finch-request-id",
                "req-9",
                "Finch-Data-Retrieved",
                "2026-02-28T03:00:00Z",
                "Finch-Last-Attempted-Update-Result",
                "success");

        var answer = (Answer.Data<Company>) finch.company(client.token, ENTITY);

        assertThat(answer.requestId()).isEqualTo("req-9");
        assertThat(answer.freshness()).isEqualTo(new Freshness("2026-02-28T03:00:00Z", null, "success"));
    }

    @Test
    void readsDirectoryPageAndCountsWhatItCannotRead() {
        server.ok("""
                {"paging":{"count":7.0,"offset":3},"individuals":[
                 {"id":"a","is_active":true,"department":{"name":"Field"},"manager":{"id":"b"},"shift":{"n":1.50}},
                 null, 17, {"id":"c","manager":"not an object"}, {"id":"d","is_active":"false"}]}""");

        var page = data(finch.directory(client.token, ENTITY, 100, 3));

        assertThat(page.entries()).extracting(DirectoryEntry::id).containsExactly("a", "d");
        assertThat(page.entries().get(1).isActive()).isFalse();
        assertThat(page.count()).isEqualTo(7);
        assertThat(page.offset()).isEqualTo(3);
        assertThat(page.received()).isEqualTo(5);
        assertThat(page.entries().get(0).unknown()).containsKey("shift");
        assertThat(server.requests.get(0).line()).endsWith("&limit=100&offset=3");
    }

    @Test
    void toleratesPagingWithoutCount() {
        server.ok("{\"individuals\":[]}");

        assertThat(data(finch.directory(client.token, ENTITY, 100, 300)))
                .isEqualTo(new DirectoryPage(List.of(), 300, null, 0));
    }

    @Test
    void sendsIdsAndSsnOnlyWhenAsked() {
        server.ok("{\"responses\":[]}").ok("{\"responses\":[]}");

        finch.individuals(client.token, ENTITY, List.of("a", "b"), false, item -> {});
        finch.individuals(client.token, ENTITY, List.of("a"), true, item -> {});

        assertThat(server.requests.get(0).body())
                .isEqualTo("{\"requests\":[{\"individual_id\":\"a\"},{\"individual_id\":\"b\"}]}");
        assertThat(server.requests.get(1).body()).contains("\"options\":{\"include\":[\"ssn\"]}");
        assertThat(server.requests.get(1).headers().get("Content-type")).containsExactly("application/json");
    }

    @Test
    void handsOnEachItemWithItsOwnOutcome() {
        server.ok("""
                {"responses":[
                 {"individual_id":"a","code":200,"body":{"id":"a","dob":"1988-02-29","emails":[{"data":"x","type":"home"},null]}},
                 {"individual_id":"b","code":404.0,"body":{"code":404,"name":"not_found_error","finch_code":"individual_not_found","message":"No Ira"}},
                 {"body":{"id":"c","phone_numbers":[null]},"code":200,"individual_id":"c"},
                 {"individual_id":"d","code":200,"body":{"id":"d","emails":{"not":["an",{"array":1}]},"dob":"x"}},
                 {"individual_id":"e","code":200,"body":null},
                 {"individual_id":"f","code":"500","body":{"name":"Ira Voss lives here","message":"x"}},
                 null, {"code":200}, [1,[2]],
                 {"individual_id":"g","code":200,"body":{"id":"g"},"trace":[1]}]}""");
        var items = new ArrayList<BatchItem<Individual>>();

        var answered = data(finch.individuals(client.token, ENTITY, List.of("a"), false, items::add));

        assertThat(answered).isEqualTo(10);
        assertThat(items)
                .extracting(HttpFinchTests::outcome)
                .containsExactly(
                        "found a",
                        "404 b individual_not_found",
                        "found c",
                        "0 d null",
                        "0 e null",
                        "500 f null",
                        "0 - null",
                        "0 - null",
                        "0 - null",
                        "found g");
    }

    @Test
    void readsEmployment() {
        server.ok("""
                {"responses":[{"individual_id":"a","code":200,"body":{"id":"a","employment":{"type":"gig","subtype":null},
                 "income":{"unit":"hourly","amount":3150.0,"currency":"USD","effective_date":null},"income_history":[null,{"amount":"12"}],
                 "custom_fields":[{"name":"Crew","value":["north",3]}],"key_employee":null,"latest_rehire_date":"04/01/2019","flsa_status":"brand_new"}}]}""");
        var items = new ArrayList<BatchItem<Employment>>();

        finch.employments(client.token, ENTITY, List.of("a"), items::add);

        var employment = ((BatchItem.Found<Employment>) items.get(0)).body();
        assertThat(employment.income().amount()).isEqualTo(3150L);
        assertThat(employment.incomeHistory()).extracting(Income::amount).containsExactly(12L);
        assertThat(employment.customFields()).extracting(CustomField::value).containsExactly(List.of("north", 3));
        assertThat(employment.flsaStatus()).isEqualTo("brand_new");
        assertThat(employment.employment().type()).isEqualTo("gig");
    }

    @Test
    void refusesFractionsOfACentInsteadOfRounding() {
        server.ok("{\"responses\":[{\"individual_id\":\"a\",\"code\":200,\"body\":{\"income\":{\"amount\":12.5}}}]}");
        var items = new ArrayList<BatchItem<Employment>>();

        finch.employments(client.token, ENTITY, List.of("a"), items::add);

        assertThat(items).extracting(HttpFinchTests::outcome).containsExactly("0 a null");
    }

    @Test
    void readsPayments() {
        server.ok("""
                [{"id":"p1","pay_period":{"start_date":"2026-01-01","end_date":null},"pay_date":null,
                  "gross_pay":{"amount":256725,"currency":"usd"},"individual_ids":null,"pay_frequencies":["fortnightly",null]},null]""");

        var payments = data(
                finch.payments(client.token, ENTITY, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-28")));

        assertThat(payments).hasSize(1);
        assertThat(payments.get(0).grossPay()).isEqualTo(new Money(256725L, "usd"));
        assertThat(payments.get(0).payFrequencies()).containsExactly("fortnightly");
        assertThat(server.requests.get(0).line()).endsWith("&start_date=2026-01-01&end_date=2026-02-28");
    }

    @Test
    void readsStatementsPendingOnesAndFailedOnes() {
        server.ok("""
                {"responses":[
                 {"payment_id":"d1","code":200,"body":{"paging":{"count":9,"offset":0},"pay_statements":[
                   {"individual_id":"a","total_hours":81.5,"earnings":[{"type":"wage","amount":252000,"hours":80},null],
                    "taxes":[null,{"type":"city","employer":false,"amount":1}],"employee_deductions":null,"employer_contributions":[null]},
                   {"individual_id":"b","earnings":17}, null]}},
                 {"payment_id":"d2","code":202,"body":{"code":202,"name":"accepted","finch_code":"data_sync_in_progress"}},
                 {"payment_id":"d3","code":404,"body":{"code":404,"name":"not_found_error","finch_code":"payment_not_found"}},
                 {"payment_id":"d4","code":200,"body":{"paging":{"count":0}}}]}""");
        var items = new ArrayList<BatchItem<PayStatementPage>>();

        finch.payStatements(client.token, ENTITY, List.of(new PayStatementRequest("d1", 100, 0)), items::add);

        assertThat(items)
                .extracting(HttpFinchTests::outcome)
                .containsExactly("found d1", "pending d2", "404 d3 payment_not_found", "0 d4 null");
        var page = ((BatchItem.Found<PayStatementPage>) items.get(0)).body();
        assertThat(page.received()).isEqualTo(3);
        assertThat(page.count()).isEqualTo(9);
        assertThat(page.statements()).extracting(PayStatement::totalHours).containsExactly(81.5);
        assertThat(page.statements().get(0).taxes()).extracting(Tax::type).containsExactly("city");
        assertThat(server.requests.get(0).body())
                .isEqualTo("{\"requests\":[{\"payment_id\":\"d1\",\"limit\":100,\"offset\":0}]}");
    }

    @Test
    void readsBenefitsPayGroupsAndEnrolmentsWithStatus207() {
        server.ok(
                        "[{\"benefit_id\":\"b1\",\"type\":\"401k\",\"company_contribution\":{\"type\":\"match\",\"tiers\":[]}}]")
                .ok("[{\"id\":\"g1\",\"name\":\"All\",\"pay_frequencies\":[\"weekly\"]}]")
                .then(207, """
                        [{"individual_id":"a","code":200,"body":{"employee_deduction":{"type":"percent","amount":500},"annual_maximum":null}},
                         {"individual_id":"b","code":404,"body":{"name":"not_found_error"}}]""");
        var items = new ArrayList<BatchItem<Enrolment>>();

        assertThat(data(finch.benefits(client.token, ENTITY)))
                .extracting(Benefit::type)
                .containsExactly("401k");
        assertThat(data(finch.payGroups(client.token, ENTITY)))
                .extracting(PayGroup::name)
                .containsExactly("All");
        finch.enrolments(client.token, ENTITY, "b1", items::add);

        assertThat(items).extracting(HttpFinchTests::outcome).containsExactly("found a", "404 b not_found_error");
        assertThat(client.budget.acquired).containsExactly(Bucket.OTHER, Bucket.PAY_GROUPS, Bucket.OTHER);
    }

    @Test
    void readsIntrospection() {
        server.ok("""
                {"id":"t","client_id":"c","connection_id":"6a1d","provider_id":"gusto","manual":"false",
                 "connection_status":{"status":"connected","last_successful_sync":"2026-08-20T03:11:09Z"},
                 "products":["company","employer:directory","new_thing","Not A Word",null],
                 "entities":[{"id":"e1","name":"Birch","status":"connected"},null,{"id":"e2","name":null,"status":"NEW STATE"}]}""");

        var told = finch.introspect(client.token);

        assertThat(told.connection()).isEqualTo(new ConnectionId("6a1d"));
        assertThat(told.kind()).isEqualTo(ConnectionKind.AUTOMATED);
        assertThat(told.status()).isEqualTo("connected");
        assertThat(told.products()).containsExactly("company", "directory", "new_thing");
        assertThat(told.entities())
                .extracting(e -> e.id() + " " + e.status())
                .containsExactly("e1 connected", "e2 unknown");
    }

    @Test
    void concludesTheKindFromTheMethodsWhenManualIsMissing() {
        server.ok("{\"connection_id\":\"c\",\"authentication_methods\":[{\"type\":\"assisted\"}]}")
                .ok(
                        "{\"connection_id\":\"c\",\"authentication_methods\":[{\"type\":\"assisted\"},{\"type\":\"oauth\"}]}")
                .ok("{\"connection_id\":\"c\"}")
                .ok("{\"connection_id\":\"c\",\"manual\":true}");

        var kinds = List.of(0, 1, 2, 3).stream()
                .map(i -> finch.introspect(client.token).kind());

        assertThat(kinds)
                .containsExactly(
                        ConnectionKind.ASSISTED,
                        ConnectionKind.AUTOMATED,
                        ConnectionKind.UNKNOWN,
                        ConnectionKind.ASSISTED);
    }

    @Test
    void treats202AsNotYetWithAndWithoutBody() {
        server.then(202, "").then(202, "{\"individuals\":[]}", "Finch-Request-Id", "r2");

        assertThat(finch.directory(client.token, ENTITY, 1, 0)).isEqualTo(new Answer.NotYet<>("-"));
        assertThat(finch.directory(client.token, ENTITY, 1, 0)).isEqualTo(new Answer.NotYet<>("r2"));
    }

    @Test
    void disconnectsEntitiesByBody() {
        server.ok("{\"status\":\"success\"}");

        finch.disconnectEntities(client.token, List.of(new EntityId("e1"), new EntityId("e2")));

        assertThat(server.requests.get(0).body()).isEqualTo("{\"entity_ids\":[\"e1\",\"e2\"]}");
    }

    @Test
    void refusesBatchesThatFinchWouldRefuse() {
        var tooMany = Collections.nCopies(10_001, "a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> finch.individuals(client.token, ENTITY, tooMany, false, item -> {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> finch.employments(client.token, ENTITY, List.of(), item -> {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> finch.payStatements(
                        client.token, ENTITY, Collections.nCopies(11, new PayStatementRequest("p", 1, 0)), item -> {}));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void tellsWhetherFinchCanBeReached() {
        server.then(401, "{}", "Date", "Sun, 01 Mar 2026 23:59:40 GMT");

        var reach = finch.reach();

        assertThat(reach.status()).isEqualTo(401);
        assertThat(reach.cause()).isNull();
        assertThat(server.requests.get(0).headers()).doesNotContainKey("Authorization");
        assertThat(client.budget.acquired).isEmpty();
    }

    @Test
    void tellsWhyFinchCannotBeReached() {
        server.close();

        assertThat(finch.reach()).isEqualTo(new Reachability(0, null, "the connection was refused"));
    }

    @Test
    void handsOnAnItemBeforeTheNextOneIsSent() {
        var item = "{\"individual_id\":\"a\",\"code\":200,\"body\":{\"id\":\"a\"}}";
        var seen = new Semaphore(0);
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("{\"responses\":[".getBytes(StandardCharsets.UTF_8));
            for (var i = 0; i < 500; i++) {
                out.write((i == 0 ? item : "," + item).getBytes(StandardCharsets.UTF_8));
                out.flush();
                seen.acquireUninterruptibly();
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        });

        var answered = data(finch.individuals(client.token, ENTITY, List.of("a"), false, each -> seen.release()));

        assertThat(answered).isEqualTo(500);
    }

    static String outcome(BatchItem<?> item) {
        if (item instanceof BatchItem.Failed<?> failed) {
            return failed.code() + " " + failed.id() + " " + failed.word();
        }
        return (item instanceof BatchItem.Found<?> ? "found " : "pending ") + item.id();
    }

    private static <T> T data(Answer<T> answer) {
        return ((Answer.Data<T>) answer).value();
    }
}
