package dev.aviary.sandbox;

import static dev.aviary.sandbox.Route.Access.ADMIN;
import static dev.aviary.sandbox.Route.Access.BASIC;
import static dev.aviary.sandbox.Route.Access.BEARER;
import static dev.aviary.sandbox.Route.Access.OPEN;

import dev.aviary.sandbox.Route.Handler;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every operation that the sandbox knows. */
final class Routes {

    private Routes() {}

    /** @param reset makes the world anew */
    static List<Route> all(Runnable reset) {
        return Stream.of(reads(), benefits(), connections(), sandbox(), admin(), adminConnections(reset))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> reads() {
        return List.of(
                read("POST", "/employer/individual", "individual", "individual", Batches::individuals),
                read("POST", "/employer/employment", "employment", "employment", Batches::employments),
                read("POST", "/employer/pay-statement", "pay-statement", "pay_statement", PayStatements::answer),
                read("GET", "/employer/directory", "directory", "directory", Organization::directory),
                read("GET", "/employer/payment", "payment", "payment", Payroll::payments),
                read("GET", "/employer/company", "company", "company", Organization::company),
                read("GET", "/employer/pay-groups", "pay-groups", "payment", Payroll::payGroups),
                read("GET", "/employer/pay-groups/{pay_group_id}", "pay-groups", "payment", Payroll::payGroup),
                read("GET", "/employer/pay-statement-item", "pay-statement-item", "pay_statement", PayItems::list),
                read(
                        "GET",
                        "/employer/pay-statement-item/rule",
                        "pay-statement-item",
                        "pay_statement",
                        PayItems::rules),
                read("GET", "/employer/documents", "documents", "documents", Documents::list),
                read("GET", "/employer/documents/{document_id}", "documents", "documents", Documents::one));
    }

    private static List<Route> benefits() {
        return List.of(
                read("GET", "/employer/benefits", "benefits", "benefits", Benefits::list),
                read("GET", "/employer/benefits/meta", "benefits", "benefits", Benefits::meta),
                read("GET", "/employer/benefits/{benefit_id}", "benefits", "benefits", Benefits::one),
                read("GET", "/employer/benefits/{benefit_id}/enrolled", "benefits", "benefits", Benefits::enrolled),
                read(
                        "GET",
                        "/employer/benefits/{benefit_id}/individuals",
                        "benefits",
                        "benefits",
                        Benefits::individuals));
    }

    private static List<Route> connections() {
        return List.of(
                new Route("POST", "/auth/token", "auth-token", OPEN, null, Tokens::exchange),
                new Route("POST", "/connect/sessions", "connect-sessions", BASIC, null, SessionCalls::open),
                new Route(
                        "POST",
                        "/connect/sessions/reauthenticate",
                        "connect-sessions",
                        BASIC,
                        null,
                        SessionCalls::reauthenticate),
                read("GET", "/introspect", "introspect", null, Tokens::introspect),
                read("POST", "/disconnect", "disconnect", null, Tokens::disconnect),
                read("POST", "/disconnect-entity", "disconnect-entity", null, Tokens::disconnectEntities),
                read("GET", "/providers", "providers", null, Providers::answer),
                read("POST", "/jobs/automated", "jobs", null, JobCalls::submit),
                read("GET", "/jobs/automated", "jobs", null, JobCalls::list),
                read("GET", "/jobs/automated/{job_id}", "jobs", null, JobCalls::one),
                read("GET", "/jobs/manual/{job_id}", "jobs", null, JobCalls::manual));
    }

    private static List<Route> sandbox() {
        return List.of(
                new Route("POST", "/sandbox/connections", "sandbox", BASIC, null, SandboxConnections::create),
                new Route(
                        "POST",
                        "/sandbox/connections/accounts",
                        "sandbox",
                        BASIC,
                        null,
                        SandboxConnections::addAccount),
                read("PUT", "/sandbox/connections/accounts", "sandbox", null, SandboxConnections::setStatus),
                read("PUT", "/sandbox/company", "sandbox", null, SandboxPeople::company),
                read("POST", "/sandbox/directory", "sandbox", null, SandboxPeople::add),
                read("PUT", "/sandbox/individual/{individual_id}", "sandbox", null, SandboxPeople::changeIndividual),
                read("PUT", "/sandbox/employment/{individual_id}", "sandbox", null, SandboxPeople::changeEmployment),
                read("POST", "/sandbox/payment", "sandbox", null, SandboxPayments::add),
                read("POST", "/sandbox/jobs", "sandbox", null, JobCalls::runNow),
                read("GET", "/sandbox/jobs/configuration", "sandbox", null, JobCalls::configuration),
                read("PUT", "/sandbox/jobs/configuration", "sandbox", null, JobCalls::configure));
    }

    private static List<Route> admin() {
        return List.of(
                admin("GET", "/_sandbox/clock", Admin::clock),
                admin("PUT", "/_sandbox/clock", Admin::setClock),
                admin("GET", "/_sandbox/faults", Admin::faults),
                admin("POST", "/_sandbox/faults", Admin::arm),
                admin("DELETE", "/_sandbox/faults", Admin::disarmAll),
                admin("DELETE", "/_sandbox/faults/{fault_id}", Admin::disarm),
                admin("GET", "/_sandbox/requests", Admin::requests),
                admin("DELETE", "/_sandbox/requests", Admin::forgetRequests),
                admin("GET", "/_sandbox/counters", Admin::counters),
                admin("GET", "/_sandbox/switches", Admin::switches),
                admin("PUT", "/_sandbox/switches", Admin::setSwitches),
                admin("GET", "/_sandbox/webhooks", AdminWebhooks::show),
                admin("PUT", "/_sandbox/webhooks", AdminWebhooks::set),
                admin("DELETE", "/_sandbox/webhooks", AdminWebhooks::forget),
                admin("POST", "/_sandbox/sessions/{session_id}/complete", SessionCalls::complete));
    }

    private static List<Route> adminConnections(Runnable reset) {
        return List.of(
                admin("GET", "/_sandbox/connections", AdminConnections::list),
                admin("PUT", "/_sandbox/connections/{connection_id}", AdminConnections::change),
                admin("POST", "/_sandbox/connections/{connection_id}/sync", AdminConnections::sync),
                admin("POST", "/_sandbox/connections/{connection_id}/id-turnover", AdminConnections::turnIdsOver),
                admin("POST", "/_sandbox/connections/{connection_id}/people", AdminConnections::addPeople),
                admin("DELETE", "/_sandbox/connections/{connection_id}/people", AdminConnections::removePeople),
                admin("POST", "/_sandbox/reset", call -> {
                    call.drain();
                    reset.run();
                    call.answerNothing(204);
                }));
    }

    private static Route read(String method, String path, String name, @Nullable String product, Handler handler) {
        return new Route(method, path, name, BEARER, product, handler);
    }

    private static Route admin(String method, String path, Handler handler) {
        return new Route(method, path, "admin", ADMIN, null, handler);
    }
}
