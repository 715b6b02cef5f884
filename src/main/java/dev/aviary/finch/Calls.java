package dev.aviary.finch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;

/** Makes calls: waits for the budget, sends, reads, logs one line for each attempt, and tries again where that helps. */
final class Calls {

    private static final Logger log = LoggerFactory.getLogger(HttpFinch.class);

    private final RequestBudget budget;
    private final Retries retries;
    private final Clock clock;
    private final Sleeper sleeper;

    Calls(RequestBudget budget, Retries retries, Clock clock, Sleeper sleeper) {
        this.budget = budget;
        this.retries = retries;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** One kind of call: its name for people, for example {@code GET /introspect}, and the bucket that it counts for. */
    record Call(String name, Bucket bucket) {}

    <T> Answer<T> make(Call call, Supplier<ResponseEntity<InputStream>> send, BodyReader<T> reader) {
        return make(call, send, reader, () -> true);
    }

    /**
     * @param mayRepeat asked after a failure; no when a part of the answer has gone to the caller already
     * @throws CancellationException if the thread is interrupted; it still is then
     */
    <T> Answer<T> make(
            Call call, Supplier<ResponseEntity<InputStream>> send, BodyReader<T> reader, BooleanSupplier mayRepeat) {
        try {
            for (var attempt = 1; ; attempt++) {
                try {
                    return attempt(call, send, reader);
                } catch (Failed failed) {
                    sleeper.sleep(pauseAfter(failed, attempt, mayRepeat));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(call.name() + " was given up: the thread was interrupted");
        }
    }

    private Duration pauseAfter(Failed failed, int attempt, BooleanSupplier mayRepeat) {
        var failure = failed.failure;
        var asked = failure.notBefore().map(until -> Duration.between(clock.instant(), until));
        var pause = mayRepeat.getAsBoolean()
                ? retries.pause(failure, asked.orElse(null), attempt)
                : Optional.<Duration>empty();
        log.warn(
                "{} (attempt {}, {} ms); {}",
                failure.getMessage(),
                attempt,
                failed.millis,
                pause.map(p -> "next attempt in " + p.toMillis() + " ms").orElse("no further attempt"));
        return pause.orElseThrow(() -> failure);
    }

    private <T> Answer<T> attempt(Call call, Supplier<ResponseEntity<InputStream>> send, BodyReader<T> reader)
            throws InterruptedException, Failed {
        // Closed when the head of the answer is there: by then the request has surely arrived, and a long body must not
        // hold the slot.
        try (var permit = budget.acquire(call.bucket())) {
            var began = clock.instant();
            var response = send(call, send, began, permit);
            try (var received = new Received(call.name(), response, clock)) {
                var answer = received.read(reader);
                log.debug(
                        "{} {} in {} ms, Finch-Request-Id {}",
                        call.name(),
                        response.getStatusCode().value(),
                        millisSince(began),
                        answer.requestId());
                return answer;
            } catch (FinchException e) {
                throw failed(e, began);
            } catch (IOException e) {
                throw failed(
                        new FinchException(FinchProblem.UNREACHABLE, call.name(), 0, Unanswered.word(e), "-"), began);
            }
        }
    }

    private ResponseEntity<InputStream> send(
            Call call, Supplier<ResponseEntity<InputStream>> send, Instant began, RequestBudget.Permit permit)
            throws InterruptedException, Failed {
        try {
            return send.get();
        } catch (RestClientException e) {
            throw failed(new FinchException(FinchProblem.UNREACHABLE, call.name(), 0, Unanswered.word(e), "-"), began);
        } catch (IllegalArgumentException e) {
            // A head that cannot be read, for example a broken Content-Type; the exception would quote it.
            throw failed(new FinchException(FinchProblem.UNREADABLE_ANSWER, call.name(), 0, "broken_head", "-"), began);
        } finally {
            permit.close();
        }
    }

    private Failed failed(FinchException failure, Instant began) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (failure.problem() == FinchProblem.HOST_LIMIT) {
            return new Failed(failure.until(budget.silenceHost()), millisSince(began));
        }
        return new Failed(failure, millisSince(began));
    }

    private long millisSince(Instant began) {
        return Duration.between(began, clock.instant()).toMillis();
    }

    /** An attempt that failed, on its way to the decision whether there is another. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final FinchException failure;
        private final long millis;

        private Failed(FinchException failure, long millis) {
            super(null, null, false, false);
            this.failure = failure;
            this.millis = millis;
        }
    }
}
