package dev.aviary.finch;

import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Finch API, a method per endpoint that Aviary uses. Each call waits for its share of the {@link RequestBudget} first, retries only what
 * finch-api 3.2 allows, and reports what cannot be had as {@link FinchException}. Thread-safe; blocks; never call it inside a
 * database transaction. An interrupt ends the waiting and the call with a {@link java.util.concurrent.CancellationException}; the thread is
 * still interrupted then.
 */
public interface Finch {

    /** Most individuals in one batch (finch-api 2.9, 2.10). */
    int MAX_INDIVIDUALS = 10_000;

    /** Most payments in one pay-statement batch (finch-api 2.12). */
    int MAX_PAYMENTS = 10;

    /** Most statements in one page of one payment (finch-api 2.12). */
    int MAX_STATEMENTS = 5_000;

    /**
     * {@code POST /auth/token}: the access token for a Connect code. Sent once and never repeated by itself: a code is good once, and when no answer
     * came nobody knows whether it was used.
     *
     * @param redirectUri the one that Connect was opened with, if it was; null for the embedded flow
     * @return closed by the caller, which wipes the token
     * @throws FinchException with {@link FinchProblem#CODE_REFUSED} or {@link FinchProblem#CLIENT_REFUSED}, among others; with the word
     *     {@code client_not_set} if there is no client id and secret to send
     */
    Granted exchange(ConnectCode code, @Nullable String redirectUri);

    /** {@code GET /introspect}. Words that are no machine words are dropped from the products and stand as {@code unknown} for a status. */
    Introspection introspect(AccessToken token);

    /**
     * {@code POST /disconnect}: ends the connection for good. Returns only when Finch has confirmed it, or says that the token is dead already; doing it
     * again is harmless.
     */
    void disconnect(AccessToken token);

    /** {@code POST /disconnect-entity}. */
    void disconnectEntities(AccessToken token, List<EntityId> entities);

    Answer<Company> company(AccessToken token, EntityId entity);

    /** A row that cannot be read counts in {@link DirectoryPage#received} and is missing from the entries. */
    Answer<DirectoryPage> directory(AccessToken token, EntityId entity, int limit, int offset);

    /**
     * Reads the answer as a stream: {@code each} is called once for every item as it arrives, on the calling thread. An item that cannot be read is a
     * {@link BatchItem.Failed} with code 0, and with the id {@code -} if not even that can be read; ids that were asked for and never come
     * were not answered. What {@code each} throws ends the call and comes out as it is.
     *
     * <p>When the answer breaks off, the items before the break have been handed on and a {@link FinchException} follows: the caller must
     * treat the whole batch as failed. A batch of which an item was handed on is never repeated by itself.
     *
     * @param ids 1 to {@link #MAX_INDIVIDUALS}
     * @param withSsn opts in to {@code ssn}; the connection must grant that product
     * @return items that Finch answered, failed ones included
     */
    Answer<Integer> individuals(
            AccessToken token,
            EntityId entity,
            List<String> ids,
            boolean withSsn,
            Consumer<BatchItem<Individual>> each);

    /** As {@link #individuals}. */
    Answer<Integer> employments(
            AccessToken token, EntityId entity, List<String> ids, Consumer<BatchItem<Employment>> each);

    /** Payments whose pay date is in the window, both days included. One that cannot be read makes the whole answer unreadable: none is dropped quietly. */
    Answer<List<Payment>> payments(AccessToken token, EntityId entity, LocalDate from, LocalDate to);

    /** As {@link #individuals}; the item id is the payment id. */
    Answer<Integer> payStatements(
            AccessToken token,
            EntityId entity,
            List<PayStatementRequest> requests,
            Consumer<BatchItem<PayStatementPage>> each);

    Answer<List<PayGroup>> payGroups(AccessToken token, EntityId entity);

    Answer<List<Benefit>> benefits(AccessToken token, EntityId entity);

    /** Enrolments of everybody in a benefit; the item id is the individual id. */
    Answer<Integer> enrolments(
            AccessToken token, EntityId entity, String benefitId, Consumer<BatchItem<Enrolment>> each);

    /** One unmetered, unauthenticated round trip, for {@code aviary doctor}: whether Finch can be reached at all. */
    Reachability reach();
}
