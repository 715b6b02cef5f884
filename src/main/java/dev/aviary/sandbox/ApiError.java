package dev.aviary.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the error table (finch-api 3.2) instead of data. Carries no stack trace: it is an answer, not a failure. */
final class ApiError extends RuntimeException {

    private final int status;
    private final String name;
    private final @Nullable String finchCode;
    private final boolean repeated;

    private ApiError(int status, String name, @Nullable String finchCode, String message, boolean repeated) {
        super(message, null, false, false);
        this.status = status;
        this.name = name;
        this.finchCode = finchCode;
        this.repeated = repeated;
    }

    static ApiError of(int status, String name, @Nullable String finchCode, String message) {
        return new ApiError(status, name, finchCode, message, false);
    }

    static ApiError badRequest(String message) {
        return of(400, "bad_request", "invalid_request", message);
    }

    static ApiError notFound(String what) {
        return of(404, "not_found_error", "item_not_found", what + " not found");
    }

    static ApiError invalidToken() {
        return of(401, "invalid_token_error", null, "The access token is invalid");
    }

    static ApiError invalidClient() {
        return of(401, "invalid_client_error", null, "Client authentication failed");
    }

    static ApiError noAuthentication() {
        return new ApiError(
                401, "unauthorized_request_error", null, "Unauthorized request: no authentication given", true);
    }

    static ApiError reauthenticate() {
        return of(401, "authentication_error", "reauthenticate_user", "Please reauthenticate user");
    }

    static ApiError rateLimited(String finchCode) {
        var message = finchCode.equals("finch_application_rl") ? "Too many requests for token" : "Too many requests";
        return new ApiError(429, "rate_limit_exceeded_error", finchCode, message, true);
    }

    int status() {
        return status;
    }

    /** @return whether it is the refusal of that limit */
    boolean isRateLimit() {
        return status == 429;
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        if (repeated) {
            body.put("statusCode", status);
            body.put("status", status);
        }
        body.put("code", status);
        body.put("name", name);
        if (finchCode != null) {
            body.put("finch_code", finchCode);
        }
        body.put("message", String.valueOf(getMessage()));
        return body;
    }
}
