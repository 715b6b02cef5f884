package dev.aviary.finch;

/** The error table of finch-api 3.2: by HTTP status, then {@code finch_code}, then {@code name}; never by message. */
final class Problems {

    private Problems() {}

    /** @param status anything but 2xx */
    static FinchProblem of(int status, ErrorBody body) {
        return switch (status) {
            case 400 -> body.says("invalid_grant_error") ? FinchProblem.CODE_REFUSED : FinchProblem.REFUSED;
            case 401 -> unauthorized(body);
            case 402 -> FinchProblem.PAYMENT_REQUIRED;
            case 403 -> forbidden(body);
            case 404 -> FinchProblem.NOT_FOUND;
            case 408 -> FinchProblem.SERVER;
            case 429 -> tooMany(body);
            case 501 -> FinchProblem.NOT_OFFERED;
            default -> byClass(status);
        };
    }

    /** Only Finch's own words end or pause a connection: a bare 401 of something in between, or of a malformed request, must not. */
    private static FinchProblem unauthorized(ErrorBody body) {
        if (body.says("reauthenticate_user")) {
            return FinchProblem.REAUTH;
        }
        if (body.says("account_setup_required")) {
            return FinchProblem.ACCOUNT_SETUP_REQUIRED;
        }
        if (body.says("invalid_token_error")) {
            return FinchProblem.TOKEN_DEAD;
        }
        return body.says("invalid_client_error") ? FinchProblem.CLIENT_REFUSED : FinchProblem.REFUSED;
    }

    private static FinchProblem forbidden(ErrorBody body) {
        if (body.says("insufficient_account_permissions") || body.says("error_permissions")) {
            return FinchProblem.NO_PERMISSION;
        }
        return body.says("insufficient_scope_error") ? FinchProblem.MISSING_PRODUCT : FinchProblem.REFUSED;
    }

    private static FinchProblem tooMany(ErrorBody body) {
        if (body.says("finch_api_ip_rl")) {
            return FinchProblem.HOST_LIMIT;
        }
        return body.says("upstream_rate_limit_exceeded") ? FinchProblem.PROVIDER_LIMIT : FinchProblem.APPLICATION_LIMIT;
    }

    private static FinchProblem byClass(int status) {
        if (status >= 500) {
            return FinchProblem.SERVER;
        }
        return status >= 400 ? FinchProblem.REFUSED : FinchProblem.UNREADABLE_ANSWER;
    }
}
