package dev.aviary.finch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The client against the simulator over HTTP: every read, as the nightly sync strings them together. */
class SandboxedFinchTests {

    private static Thread sandbox = new Thread();
    private static Finch finch = FinchClient.withoutLimits(URI.create("http://localhost:1"), Clock.systemUTC());
    private static String secret = "";
    private static EntityId entity = new EntityId("none");

    private final AccessToken token = AccessToken.of(secret.toCharArray());

    @BeforeAll
    static void start() throws IOException {
        var tool = ServiceLoader.load(ToolProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("aviary-sandbox"))
                .findFirst()
                .orElseThrow();
        var printed = new PipedWriter();
        var lines = new BufferedReader(new PipedReader(printed, 1 << 16));
        var out = new PrintWriter(printed, true);
        sandbox = new Thread(
                () -> tool.run(out, out, "--port", "0", "--tenants", "1", "--employees", "50", "--rate-limits", "off"));
        sandbox.start();
        finch = FinchClient.withoutLimits(URI.create(json(lines).get("base_url").stringValue()), Clock.systemUTC());
        var connection = json(lines);
        secret = connection.get("access_token").stringValue();
        entity = new EntityId(connection.get("entity_ids").get(0).stringValue());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        sandbox.interrupt();
        sandbox.join();
    }

    @Test
    void introspects() {
        var told = finch.introspect(token);

        assertThat(told.status()).isEqualTo("connected");
        assertThat(told.products()).contains("company", "directory", "individual", "employment");
        assertThat(told.entities()).extracting(each -> each.id()).contains(entity);
    }

    @Test
    void readsTheOrganization() {
        assertThat(data(finch.company(token, entity)).legalName()).isNotBlank();
        var page = data(finch.directory(token, entity, 30, 0));
        var rest = data(finch.directory(token, entity, 1000, 30));
        assertThat(page.received()).isEqualTo(30);
        assertThat(page.entries()).hasSize(30);
        assertThat(page.count()).isEqualTo(30 + rest.received());
    }

    @Test
    void readsEverybodyInOneBatch() {
        var ids = new ArrayList<>(data(finch.directory(token, entity, 1000, 0)).entries().stream()
                .map(DirectoryEntry::id)
                .toList());
        ids.add("00000000-0000-4000-8000-000000000000");
        var individuals = new ArrayList<BatchItem<Individual>>();
        var employments = new ArrayList<BatchItem<Employment>>();

        finch.individuals(token, entity, ids, false, individuals::add);
        finch.employments(token, entity, ids, employments::add);

        assertThat(individuals)
                .hasSize(ids.size())
                .filteredOn(BatchItem.Failed.class::isInstance)
                .extracting(HttpFinchTests::outcome)
                .containsExactly("404 00000000-0000-4000-8000-000000000000 individual_not_found");
        assertThat(employments)
                .hasSize(ids.size())
                .filteredOn(BatchItem.Found.class::isInstance)
                .hasSize(ids.size() - 1);
    }

    @Test
    void readsPayroll() {
        var today = LocalDate.now(Clock.systemUTC());
        var payments = data(finch.payments(token, entity, today.minusYears(1), today.plusMonths(1)));
        var requests = payments.stream()
                .limit(3)
                .map(each -> new PayStatementRequest(each.id(), 10, 0))
                .toList();
        var pages = new ArrayList<BatchItem<PayStatementPage>>();

        finch.payStatements(token, entity, requests, pages::add);

        assertThat(payments).isNotEmpty();
        assertThat(pages)
                .hasSize(requests.size())
                .allMatch(each -> each instanceof BatchItem.Found || each instanceof BatchItem.Pending);
        assertThat(data(finch.payGroups(token, entity))).isNotEmpty();
    }

    @Test
    void readsBenefits() {
        var enrolments = new ArrayList<BatchItem<Enrolment>>();

        var benefits = data(finch.benefits(token, entity));
        for (var benefit : benefits) {
            finch.enrolments(token, entity, benefit.benefitId(), enrolments::add);
        }

        assertThat(benefits).isNotEmpty();
        assertThat(enrolments).isNotEmpty();
    }

    @Test
    void isToldThatATokenIsDead() {
        var dead = AccessToken.of("00000000-0000-4000-8000-00000000dead".toCharArray());

        assertThatThrownBy(() -> finch.introspect(dead))
                .isInstanceOfSatisfying(
                        FinchException.class, e -> assertThat(e.problem()).isEqualTo(FinchProblem.TOKEN_DEAD));
        finch.disconnect(dead);
    }

    @Test
    void findsItReachable() {
        assertThat(finch.reach().status()).isEqualTo(401);
    }

    private static JsonNode json(BufferedReader lines) throws IOException {
        return Json.MAPPER.readTree(lines.readLine());
    }

    private static <T> T data(Answer<T> answer) {
        return ((Answer.Data<T>) answer).value();
    }
}
