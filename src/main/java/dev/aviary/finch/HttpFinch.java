package dev.aviary.finch;

import dev.aviary.finch.Calls.Call;
import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The Finch API over HTTP. */
final class HttpFinch implements Finch {

    private static final Call EXCHANGE = new Call("POST /auth/token", Bucket.OTHER);
    private static final Call INTROSPECT = new Call("GET /introspect", Bucket.OTHER);
    private static final Call DISCONNECT = new Call("POST /disconnect", Bucket.OTHER);
    private static final Call DISCONNECT_ENTITY = new Call("POST /disconnect-entity", Bucket.OTHER);
    private static final Call COMPANY = new Call("GET /employer/company", Bucket.COMPANY);
    private static final Call DIRECTORY = new Call("GET /employer/directory", Bucket.DIRECTORY);
    private static final Call INDIVIDUAL = new Call("POST /employer/individual", Bucket.INDIVIDUAL);
    private static final Call EMPLOYMENT = new Call("POST /employer/employment", Bucket.EMPLOYMENT);
    private static final Call PAYMENT = new Call("GET /employer/payment", Bucket.PAYMENT);
    private static final Call PAY_STATEMENT = new Call("POST /employer/pay-statement", Bucket.PAY_STATEMENT);
    private static final Call PAY_GROUPS = new Call("GET /employer/pay-groups", Bucket.PAY_GROUPS);
    private static final Call BENEFITS = new Call("GET /employer/benefits", Bucket.OTHER);
    private static final Call ENROLMENTS = new Call("GET /employer/benefits/{id}/individuals", Bucket.OTHER);

    private final FinchApi api;
    private final Calls calls;
    private final Knock knock;
    private final ClientCredentials client;

    HttpFinch(FinchApi api, Calls calls, Knock knock, ClientCredentials client) {
        this.api = api;
        this.calls = calls;
        this.knock = knock;
        this.client = client;
    }

    @Override
    public Granted exchange(ConnectCode code, @Nullable String redirectUri) {
        var body = client.exchanging(code, redirectUri);
        try (var reader = new GrantReader()) {
            return exchange(body, reader);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private Granted exchange(byte[] body, GrantReader reader) {
        try {
            var answer = calls.make(EXCHANGE, () -> api.exchange(body), reader, () -> false);
            return data(EXCHANGE, answer, (granted, requestId) -> granted);
        } catch (RuntimeException e) {
            reader.dropToken();
            throw e;
        }
    }

    @Override
    public Introspection introspect(AccessToken token) {
        var answer = calls.make(INTROSPECT, () -> api.introspect(token), BodyReader.of(IntrospectionBody.class));
        return data(INTROSPECT, answer, IntrospectionBody::toIntrospection);
    }

    @Override
    public void disconnect(AccessToken token) {
        try {
            confirm(DISCONNECT, () -> api.disconnect(token));
        } catch (FinchException e) {
            if (e.problem() != FinchProblem.TOKEN_DEAD) {
                throw e;
            }
        }
    }

    @Override
    public void disconnectEntities(AccessToken token, List<EntityId> entities) {
        require(!entities.isEmpty(), "No entity to disconnect");
        var body =
                json(Map.of("entity_ids", entities.stream().map(EntityId::value).toList()));
        confirm(DISCONNECT_ENTITY, () -> api.disconnectEntity(token, body));
    }

    @Override
    public Answer<Company> company(AccessToken token, EntityId entity) {
        return calls.make(COMPANY, () -> api.company(token, named(entity)), BodyReader.of(Company.class));
    }

    @Override
    public Answer<DirectoryPage> directory(AccessToken token, EntityId entity, int limit, int offset) {
        require(limit >= 1 && offset >= 0, "A directory page has a limit of at least 1 and an offset of at least 0");
        return calls.make(
                DIRECTORY,
                () -> api.directory(token, named(entity), limit, offset),
                new PageReader<>(
                        "individuals",
                        DirectoryEntry.class,
                        (rows, sentOffset, count, received) ->
                                new DirectoryPage(rows, sentOffset == null ? offset : sentOffset, count, received)));
    }

    @Override
    public Answer<Integer> individuals(
            AccessToken token,
            EntityId entity,
            List<String> ids,
            boolean withSsn,
            Consumer<BatchItem<Individual>> each) {
        var requests = requests(ids);
        var body = json(
                withSsn
                        ? Map.of("requests", requests, "options", Map.of("include", List.of("ssn")))
                        : Map.of("requests", requests));
        return batch(
                INDIVIDUAL,
                () -> api.individual(token, named(entity), body),
                new BatchReader<>("individual_id", BodyReader.of(Individual.class), each));
    }

    @Override
    public Answer<Integer> employments(
            AccessToken token, EntityId entity, List<String> ids, Consumer<BatchItem<Employment>> each) {
        var body = json(Map.of("requests", requests(ids)));
        return batch(
                EMPLOYMENT,
                () -> api.employment(token, named(entity), body),
                new BatchReader<>("individual_id", BodyReader.of(Employment.class), each));
    }

    @Override
    public Answer<List<Payment>> payments(AccessToken token, EntityId entity, LocalDate from, LocalDate to) {
        return list(PAYMENT, () -> api.payment(token, named(entity), from.toString(), to.toString()), Payment[].class);
    }

    @Override
    public Answer<Integer> payStatements(
            AccessToken token,
            EntityId entity,
            List<PayStatementRequest> requests,
            Consumer<BatchItem<PayStatementPage>> each) {
        require(!requests.isEmpty() && requests.size() <= MAX_PAYMENTS, "A batch has 1 to 10 payments");
        var body = json(Map.of("requests", requests));
        return batch(
                PAY_STATEMENT,
                () -> api.payStatement(token, named(entity), body),
                new BatchReader<>("payment_id", statements(requests), each));
    }

    @Override
    public Answer<List<PayGroup>> payGroups(AccessToken token, EntityId entity) {
        return list(PAY_GROUPS, () -> api.payGroups(token, named(entity)), PayGroup[].class);
    }

    @Override
    public Answer<List<Benefit>> benefits(AccessToken token, EntityId entity) {
        return list(BENEFITS, () -> api.benefits(token, named(entity)), Benefit[].class);
    }

    @Override
    public Answer<Integer> enrolments(
            AccessToken token, EntityId entity, String benefitId, Consumer<BatchItem<Enrolment>> each) {
        require(benefitId.matches("[A-Za-z0-9_-]{1,100}"), "A benefit id has 1 to 100 letters, digits, - and _");
        return batch(
                ENROLMENTS,
                () -> api.enrolments(token, named(entity), benefitId),
                new BatchReader<>("individual_id", BodyReader.of(Enrolment.class), each));
    }

    @Override
    public Reachability reach() {
        return knock.knock();
    }

    private <T> Answer<Integer> batch(Call call, Supplier<ResponseEntity<InputStream>> send, BatchReader<T> reader) {
        return calls.make(call, send, reader, () -> !reader.hasDelivered());
    }

    private <T> Answer<List<T>> list(Call call, Supplier<ResponseEntity<InputStream>> send, Class<T[]> type) {
        return calls.make(call, send, BodyReader.of(type)).map(rows -> Lists.withoutNulls(Arrays.asList(rows)));
    }

    /** Anything but a plain yes is no confirmation: not a 202, not a page of something in between (law 3). */
    private void confirm(Call call, Supplier<ResponseEntity<InputStream>> send) {
        data(call, calls.make(call, send, BodyReader.of(Confirmation.class)), (confirmation, requestId) -> {
            if (!"success".equals(confirmation.status())) {
                throw new WrongShapeException();
            }
            return confirmation;
        });
    }

    private record Confirmation(@Nullable String status) {}

    private interface Meaning<T, R> {
        R of(T body, String requestId);
    }

    private static <T, R> R data(Call call, Answer<T> answer, Meaning<T, R> meaning) {
        if (!(answer instanceof Answer.Data<T> data)) {
            throw new FinchException(
                    FinchProblem.UNREADABLE_ANSWER, call.name(), 202, "not_confirmed", answer.requestId());
        }
        try {
            return meaning.of(data.value(), data.requestId());
        } catch (WrongShapeException e) {
            throw new FinchException(FinchProblem.UNREADABLE_ANSWER, call.name(), 200, "wrong_shape", data.requestId());
        }
    }

    private static List<Map<String, String>> requests(List<String> ids) {
        require(!ids.isEmpty() && ids.size() <= MAX_INDIVIDUALS, "A batch has 1 to 10000 individuals");
        return ids.stream().map(id -> Map.of("individual_id", id)).toList();
    }

    /** Finch does not always repeat the offset; then it is the one that was asked for. */
    private static BodyReader<PayStatementPage> statements(List<PayStatementRequest> requests) {
        var asked = requests.get(0).offset();
        return new PageReader<>(
                "pay_statements",
                PayStatement.class,
                (rows, offset, count, received) ->
                        new PayStatementPage(rows, offset == null ? asked : offset, count, received));
    }

    /** A connection in single-entity mode has no entity to name: the parameter is left out (finch-api 1.7). */
    private static @Nullable String named(EntityId entity) {
        return entity.equals(EntityId.ONLY) ? null : entity.value();
    }

    private static byte[] json(Object body) {
        return Json.MAPPER.writeValueAsBytes(body);
    }

    private static void require(boolean fine, String message) {
        if (!fine) {
            throw new IllegalArgumentException(message);
        }
    }
}
