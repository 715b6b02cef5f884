package dev.aviary.finch;

import static dev.aviary.finch.ClientUnderTest.ENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinchErrorsTests {

    private static final String ITEM =
            "{\"individual_id\":\"a\",\"code\":200,\"body\":{\"id\":\"a\",\"first_name\":\"Ira\"}}";

    private final ClientUnderTest client = new ClientUnderTest();
    private final ScriptedFinch server = client.server;
    private final Finch finch = client.finch;

    @AfterEach
    void closeServer() {
        client.close();
        assertThat(client.budget.open).as("permits not closed").isZero();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            400, invalid_grant_error, -, CODE_REFUSED, invalid_grant_error
            400, bad_request, invalid_request, REFUSED, invalid_request
            401, invalid_token_error, -, TOKEN_DEAD, invalid_token_error
            401, unauthorized_request_error, -, REFUSED, unauthorized_request_error
            401, invalid_request_error, -, REFUSED, invalid_request_error
            401, invalid_client_error, -, CLIENT_REFUSED, invalid_client_error
            401, authentication_error, reauthenticate_user, REAUTH, reauthenticate_user
            401, authentication_error, account_setup_required, ACCOUNT_SETUP_REQUIRED, account_setup_required
            401, authentication_error, -, REFUSED, authentication_error
            401, -, -, REFUSED, -
            402, payment_required, payment_required, PAYMENT_REQUIRED, payment_required
            403, insufficient_scope_error, -, MISSING_PRODUCT, insufficient_scope_error
            403, error_permissions, insufficient_account_permissions, NO_PERMISSION, insufficient_account_permissions
            403, error_permissions, -, NO_PERMISSION, error_permissions
            403, -, -, REFUSED, -
            404, not_found_error, item_not_found, NOT_FOUND, item_not_found
            404, bad_request, enrollment_not_found, NOT_FOUND, enrollment_not_found
            409, conflict, -, REFUSED, conflict
            422, unprocessable_request_error, unsupported_parameters, REFUSED, unsupported_parameters
            429, rate_limit_exceeded_error, upstream_rate_limit_exceeded, PROVIDER_LIMIT, upstream_rate_limit_exceeded
            501, not_implemented_error, -, NOT_OFFERED, not_implemented_error
            302, -, -, UNREADABLE_ANSWER, -
            """)
    void mapsTheDocumentedErrors(int status, String name, String finchCode, FinchProblem problem, String word) {
        var body = "{\"code\":" + status + (name == null ? "" : ",\"name\":\"" + name + "\"")
                + (finchCode == null ? "" : ",\"finch_code\":\"" + finchCode + "\"")
                + ",\"message\":\"Ira Voss is unknown\"}";
        server.then(status, body, "Finch-Request-Id", "req-7", "Location", "http://127.0.0.1:1/elsewhere");
        server.then(status, body, "Finch-Request-Id", "req-7", "Location", "http://127.0.0.1:1/elsewhere");

        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.word()).isEqualTo(word);
        assertThat(failure.requestId()).isEqualTo("req-7");
        assertThat(failure.getMessage()).doesNotContain("Ira").contains("GET /employer/company failed");
        assertThat(server.requests).hasSize(problem == FinchProblem.UNREADABLE_ANSWER ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Ira Voss</body></html>",
                "[1",
                "\"Ira\"",
                "{\"name\":\"Ira Voss\",\"finch_code\":{\"a\":1}}",
                "null"
            })
    void survivesErrorBodiesOfAnyShape(String body) {
        server.then(403, body);

        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(failure.problem()).isEqualTo(FinchProblem.REFUSED);
        assertThat(failure.word()).isNull();
        assertThat(failure).hasMessageNotContaining("Ira").hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <html>Ira Voss</html>                                  | not_json
            {"id":"c","legal_name":Ira}                            | not_json
            {"id":"c","legal_name":"Ira                            | cut_off
            {"id":"c","departments":"Ira"}                         | wrong_shape
            {"id":"c","departments":[{"name":{"Ira":"Voss"}}]}     | wrong_shape
            ["Ira"]                                                | wrong_shape
            null                                                   | wrong_shape
            {"id":"c"} "Ira"                                       | wrong_shape
            ''                                                     | empty_body
            """)
    void reportsUnreadableAnswersWithoutQuotingThem(String body, String word) {
        server.ok(body).ok(body);

        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(failure.problem()).isEqualTo(FinchProblem.UNREADABLE_ANSWER);
        assertThat(failure.word()).isEqualTo(word);
        assertThat(failure).hasMessageNotContaining("Ira").hasNoCause();
        assertThat(server.requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"paging\":{\"count\":0}}", "{\"individuals\":null}", "[]", "{\"message\":\"ok\"}"})
    void takesNoWrongShapeForAnEmptyDirectory(String body) {
        server.ok(body).ok(body);

        var failure = failureOf(() -> finch.directory(client.token, ENTITY, 100, 0));

        assertThat(failure.problem()).isEqualTo(FinchProblem.UNREADABLE_ANSWER);
    }

    @Test
    void refusesNestingThatWouldOverflowTheStack() {
        var deep = "{\"id\":\"c\",\"x\":" + "[".repeat(100_000);
        server.ok(deep).ok(deep);

        assertThat(failureOf(() -> finch.company(client.token, ENTITY)).problem())
                .isEqualTo(FinchProblem.UNREADABLE_ANSWER);
    }

    @Test
    void handsOnCompleteItemsOfACutOffAnswerAndNeverRepeatsIt() {
        server.cutOff(
                "{\"responses\":[" + ITEM + "," + ITEM + ",{\"individual_id\":\"b\",\"code\":200,\"body\":{\"first_na");
        server.ok("{\"responses\":[" + ITEM + "]}");
        var items = new ArrayList<BatchItem<Individual>>();

        var failure = failureOf(() -> finch.individuals(client.token, ENTITY, List.of("a"), false, items::add));

        assertThat(items).hasSize(2);
        assertThat(failure.problem()).isEqualTo(FinchProblem.UNREADABLE_ANSWER);
        assertThat(failure.word()).isEqualTo("cut_off");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void noticesAnAnswerThatEndsBetweenTwoItems() {
        server.ok("{\"responses\":[" + ITEM);

        var failure = failureOf(() -> finch.individuals(client.token, ENTITY, List.of("a"), false, item -> {}));

        assertThat(failure.word()).isEqualTo("cut_off");
    }

    @Test
    void repeatsACutOffAnswerOfWhichNothingWasHandedOn() {
        server.cutOff("{\"responses\":[{\"individual_id\":").ok("{\"responses\":[" + ITEM + "]}");
        var items = new ArrayList<BatchItem<Individual>>();

        finch.individuals(client.token, ENTITY, List.of("a"), false, items::add);

        assertThat(items).hasSize(1);
        assertThat(client.budget.acquired).hasSize(2);
    }

    @Test
    void letsTheConsumersOwnExceptionThrough() {
        server.ok("{\"responses\":[" + ITEM + "," + ITEM + "]}");
        var own = new tools.jackson.core.exc.StreamReadException("of the consumer");

        assertThatThrownBy(() -> finch.individuals(client.token, ENTITY, List.of("a"), false, item -> {
                    throw own;
                }))
                .isSameAs(own);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void waitsOutTheMinuteOfAnApplicationLimit() {
        server.then(429, "{\"name\":\"rate_limit_exceeded_error\",\"finch_code\":\"finch_application_rl\"}")
                .ok("{}");

        finch.company(client.token, ENTITY);

        assertThat(client.time.slept).hasSize(1);
        assertThat(client.time.slept.get(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
        assertThat(client.budget.acquired).hasSize(2);
    }

    @Test
    void silencesTheHostWithoutAnotherTry() {
        server.then(429, "{\"name\":\"rate_limit_exceeded_error\",\"finch_code\":\"finch_api_ip_rl\"}");

        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(failure.problem()).isEqualTo(FinchProblem.HOST_LIMIT);
        assertThat(failure.notBefore()).contains(client.time.instant().plus(Duration.ofHours(1)));
        assertThat(client.budget.silenced).isEqualTo(1);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void triesAFailedServerOnceMoreAndAFailedGatewayThrice() {
        for (var i = 0; i < 2; i++) {
            server.then(500, "");
        }
        for (var i = 0; i < 4; i++) {
            server.then(i % 2 == 0 ? 503 : 408, "<html>");
        }

        assertThat(failureOf(() -> finch.company(client.token, ENTITY)).problem())
                .isEqualTo(FinchProblem.SERVER);
        assertThat(server.requests).hasSize(2);
        assertThat(failureOf(() -> finch.company(client.token, ENTITY)).problem())
                .isEqualTo(FinchProblem.SERVER);
        assertThat(server.requests).hasSize(6);
        assertThat(client.time.slept.get(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void honoursRetryAfterAndLeavesLongOnesToTheCaller() {
        server.then(503, "", "Retry-After", "17")
                .ok("{}")
                .then(503, "", "Retry-After", "Mon, 02 Mar 2026 04:00:00 GMT");

        finch.company(client.token, ENTITY);
        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(client.time.slept).hasSize(1);
        assertThat(client.time.slept.get(0)).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(18));
        assertThat(failure.notBefore()).contains(java.time.Instant.parse("2026-03-02T04:00:00Z"));
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void triesAgainWhenTheConnectionBreaks() {
        server.hangUp().hangUp().ok("{}");

        finch.company(client.token, ENTITY);

        assertThat(client.budget.acquired).hasSize(3);
    }

    @Test
    void givesUpOnAServerThatIsNotThere() {
        server.close();

        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(failure.problem()).isEqualTo(FinchProblem.UNREACHABLE);
        assertThat(failure.word()).isEqualTo("connect_failed");
        assertThat(failure).hasNoCause();
        assertThat(client.budget.acquired).hasSize(4);
    }

    @Test
    void countsADeadTokenAsDisconnected() {
        server.hangUp().then(401, "{\"name\":\"invalid_token_error\"}");

        finch.disconnect(client.token);

        assertThat(server.requests)
                .extracting(ScriptedFinch.Request::line)
                .containsExactly("POST /disconnect", "POST /disconnect");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"status":"pending"}
            200 | {}
            200 | <html>success</html>
            202 | {"status":"success"}
            401 | {"name":"unauthorized_request_error"}
            """)
    void takesNothingButAPlainYesForADisconnect(int status, String body) {
        server.then(status, body).then(status, body);

        assertThatThrownBy(() -> finch.disconnect(client.token)).isInstanceOf(FinchException.class);
    }

    @Test
    void refusesAnIntrospectionWithoutConnection() {
        server.ok("{\"provider_id\":\"gusto\"}")
                .ok("{\"connection_id\":\"Ira Voss\"}")
                .then(202, "");

        for (var i = 0; i < 3; i++) {
            var failure = failureOf(() -> finch.introspect(client.token));
            assertThat(failure.problem()).isEqualTo(FinchProblem.UNREADABLE_ANSWER);
            assertThat(failure).hasMessageNotContaining("Ira");
        }
    }

    @Test
    void keepsForeignTextOutOfRequestIds() {
        server.then(404, "", "Finch-Request-Id", "Ira Voss <script>");

        assertThat(failureOf(() -> finch.company(client.token, ENTITY)).requestId())
                .isEqualTo("-");
    }

    @Test
    void survivesABrokenContentType() {
        server.then(200, "{}", "Content-Type", "Ira/Voss/none;;=").then(200, "{}", "Content-Type", "Ira/Voss/none;;=");

        var failure = failureOf(() -> finch.company(client.token, ENTITY));

        assertThat(failure.word()).isEqualTo("broken_head");
        assertThat(failure).hasMessageNotContaining("Ira");
    }

    @Test
    void limitsTheTimeOfHeadAndBodyTogether() throws Exception {
        var patient = new CountDownLatch(1);
        ScriptedFinch.Reply slow = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"responses\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(patient);
        };
        server.then(slow).then(slow).then(exchange -> await(patient)).then(exchange -> await(patient));
        var impatient = client.to(server.url(), Duration.ofMillis(400));

        var body = failureOf(() -> impatient.individuals(client.token, ENTITY, List.of("a"), false, item -> {}));
        var head = failureOf(() -> impatient.company(client.token, ENTITY));

        patient.countDown();
        assertThat(body.word()).isEqualTo("cut_off");
        assertThat(head.word()).isEqualTo("timed_out");
        assertThat(head.problem()).isEqualTo(FinchProblem.UNREACHABLE);
        assertThat(server.requests).hasSize(4);
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        var patient = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        server.then(exchange -> {
            arrived.countDown();
            await(patient);
        });
        var stillInterrupted = new boolean[1];
        var call = new FutureTask<Throwable>(() -> {
            try {
                finch.company(client.token, ENTITY);
                return new AssertionError("answered");
            } catch (CancellationException e) {
                stillInterrupted[0] = Thread.interrupted();
                return e;
            }
        });
        var thread = new Thread(call);
        thread.start();
        arrived.await();

        thread.interrupt();

        assertThat(call.get()).isInstanceOf(CancellationException.class).hasMessageContaining("GET /employer/company");
        assertThat(stillInterrupted[0]).isTrue();
        patient.countDown();
    }

    /** Run in a JVM of its own, because the JDK reads the property that stops its own retries only once. */
    @Test
    void leavesNoRetryToTheJdk() throws Exception {
        var java = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StaleConnection.class.getName())
                .redirectErrorStream(true)
                .start();
        var printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(printed).isZero();
        assertThat(printed).contains("permits 2 arrivals 2");
    }

    /** A server that answers once, and hangs up on the second request of the kept connection. */
    static final class StaleConnection {

        public static void main(String[] args) throws IOException {
            var arrivals = new int[1];
            try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    var client = new ClientUnderTest()) {
                var serving = new Thread(() -> serve(listening, arrivals));
                serving.setDaemon(true);
                serving.start();
                var api = Wire.to(
                        URI.create("http://127.0.0.1:" + listening.getLocalPort()),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5));
                var once = new Calls(client.budget, new Retries(() -> 0L), client.time, pause -> {
                    throw new InterruptedException();
                });
                var finch = new HttpFinch(api, once, new Knock(api, client.time), ClientCredentials.NONE);
                finch.company(client.token, ENTITY);
                try {
                    finch.company(client.token, ENTITY);
                } catch (CancellationException e) {
                    System.out.println("permits " + client.budget.acquired.size() + " arrivals " + arrivals[0]);
                }
            }
            System.exit(0);
        }

        private static void serve(ServerSocket listening, int[] arrivals) {
            try {
                while (true) {
                    try (var socket = listening.accept()) {
                        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            if (!line.isEmpty()) {
                                continue;
                            }
                            if (++arrivals[0] > 1) {
                                break;
                            }
                            socket.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                                            .getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FinchException failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(FinchException.class, call);
    }
}
