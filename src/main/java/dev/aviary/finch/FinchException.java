package dev.aviary.finch;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to Finch failed as a whole. Holds machine words and ids only, never a body, a header, a cause or Finch's free-text message.
 */
public final class FinchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FinchProblem problem;
    private final String call;
    private final int status;
    private final @Nullable String word;
    private final String requestId;
    private final @Nullable Instant notBefore;

    /**
     * @param call for example {@code POST /employer/individual}
     * @param status HTTP status, 0 if there was no answer
     * @param word {@code finch_code}, else {@code name}; a word of ours if there was no answer or an unreadable one, for example {@code timed_out};
     *     null if there was none or it was not a machine word
     * @param requestId {@code Finch-Request-Id}, or {@code -}
     */
    public FinchException(FinchProblem problem, String call, int status, @Nullable String word, String requestId) {
        this(problem, call, status, word, requestId, null);
    }

    FinchException(
            FinchProblem problem,
            String call,
            int status,
            @Nullable String word,
            String requestId,
            @Nullable Instant notBefore) {
        super(call + " failed: " + problem + (status == 0 ? "" : ", HTTP " + status) + (word == null ? "" : " " + word)
                + ", Finch-Request-Id " + requestId
                + (notBefore == null ? "" : "; not again before " + notBefore + " (UTC)"));
        this.problem = problem;
        this.call = call;
        this.status = status;
        this.word = word;
        this.requestId = requestId;
        this.notBefore = notBefore;
    }

    /** No call may be sent, because Finch has blocked this host. */
    static FinchException hostSilent(Instant until) {
        return new FinchException(FinchProblem.HOST_LIMIT, "A call that was not sent", 0, "host_silent", "-", until);
    }

    /** The same failure with the earliest time for another try. */
    FinchException until(Instant notBefore) {
        return new FinchException(problem, call, status, word, requestId, notBefore);
    }

    public FinchProblem problem() {
        return problem;
    }

    public int status() {
        return status;
    }

    public @Nullable String word() {
        return word;
    }

    public String requestId() {
        return requestId;
    }

    /** The earliest time at which the same call makes sense again, if Finch or the budget said so. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    public boolean isRetryable() {
        return problem.isRetryable();
    }
}
