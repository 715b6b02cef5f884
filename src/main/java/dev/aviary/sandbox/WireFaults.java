package dev.aviary.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Faults that take the place of the answer. */
final class WireFaults {

    private static final Map<Integer, String> NAMES = Map.of(
            400, "bad_request",
            402, "payment_required",
            408, "client_connection_closed",
            422, "unprocessable_request_error",
            500, "server_error",
            501, "not_implemented_error",
            502, "bad_gateway_error");

    private static final Map<Integer, String> CODES = Map.of(
            400, "invalid_request",
            402, "payment_required",
            422, "unsupported_parameters",
            500, "internal_server_error",
            502, "upstream_provider_error");

    static final Set<String> LIMITS =
            Set.of("finch_application_rl", "finch_api_ip_rl", "finch_auth_ip_rl", "upstream_rate_limit_exceeded");

    private WireFaults() {}

    /** @return whether a fault has answered the call, so that nothing else may */
    static boolean answered(Call call) throws IOException {
        var limit = call.fault(FaultKind.RATE_LIMITED);
        if (limit != null) {
            throw ApiError.rateLimited(limit.text("finch_code", "finch_application_rl"));
        }
        var error = call.fault(FaultKind.ERROR);
        var html = call.fault(FaultKind.HTML);
        if (call.suffers(FaultKind.RESET)) {
            call.drain();
            call.answerNever();
        } else if (error != null) {
            answer(call, error);
        } else if (html != null) {
            call.drain();
            var page =
                    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n";
            call.answerBytes((int) html.number("status", 502), "text/html", bytes(page));
        } else if (call.suffers(FaultKind.ACCEPTED)) {
            call.drain();
            call.answerNothing(202);
        } else {
            turnOver(call);
            return false;
        }
        return true;
    }

    private static void answer(Call call, Fault fault) throws IOException {
        var status = (int) fault.number("status", 500);
        switch (fault.text("body", "json")) {
            case "none" -> {
                call.drain();
                call.answerNothing(status);
            }
            case "text" -> {
                call.drain();
                call.answerBytes(status, "text/plain", bytes(fault.text("message", "upstream connect error\n")));
            }
            default ->
                throw ApiError.of(
                        status,
                        fault.text("name", NAMES.getOrDefault(status, "server_error")),
                        fault.fields().containsKey("finch_code") ? fault.text("finch_code", "") : CODES.get(status),
                        fault.text("message", "Something went wrong on purpose"));
        }
    }

    private static void turnOver(Call call) {
        if (call.suffers(FaultKind.ID_TURNOVER) && call.linkOrNull() != null) {
            call.link().turnIdsOver(call.now());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
