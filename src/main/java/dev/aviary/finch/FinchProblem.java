package dev.aviary.finch;

/** What went wrong, by what somebody has to decide: retry, wait, ask for re-authentication, give the product or the connection up, stop. */
public enum FinchProblem {
    /** 401 {@code reauthenticate_user}: the employer must sign in again. */
    REAUTH(false),
    /** 401 {@code account_setup_required}: the employer has not finished connecting. */
    ACCOUNT_SETUP_REQUIRED(false),
    /** 401 {@code invalid_token_error}: revoked or disconnected. Never concluded from a 401 without that word. */
    TOKEN_DEAD(false),
    /** 401 {@code invalid_client_error}: our client id or secret is wrong. */
    CLIENT_REFUSED(false),
    /** 400 {@code invalid_grant_error}: the Connect code is wrong, was used, or is older than ten minutes. */
    CODE_REFUSED(false),
    /** 402: unpaid invoices; every call would fail. */
    PAYMENT_REQUIRED(false),
    /** 403 {@code insufficient_scope_error}: the product was not granted. */
    MISSING_PRODUCT(false),
    /** 403 {@code insufficient_account_permissions}. */
    NO_PERMISSION(false),
    /** 501: the provider does not offer the endpoint. */
    NOT_OFFERED(false),
    /** 404. */
    NOT_FOUND(false),
    /** 400, 422, 401 without a word above, and other 4xx: our request is wrong; retrying cannot help. */
    REFUSED(false),
    /** 429 {@code finch_application_rl} and 429 with no word known here: wait out the minute. */
    APPLICATION_LIMIT(true),
    /** 429 {@code finch_api_ip_rl}: 60 minutes of silence from this host. */
    HOST_LIMIT(false),
    /** 429 {@code upstream_rate_limit_exceeded}: the provider's own limit; back off minutes. */
    PROVIDER_LIMIT(true),
    /** 500, 502, 503, 504, 408. */
    SERVER(true),
    /** No answer: connection refused or reset, timed out. */
    UNREACHABLE(true),
    /** An answer that is not what the API documents: HTML, JSON cut off or broken, wrong shape, a redirect. */
    UNREADABLE_ANSWER(true);

    private final boolean retryable;

    FinchProblem(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later without anybody doing anything (finch-api 3.2). */
    public boolean isRetryable() {
        return retryable;
    }
}
