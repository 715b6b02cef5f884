package dev.aviary.sandbox;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox's own path {@code /_sandbox}: its clock, faults, switches, and what it has seen. No part of Finch. */
final class Admin {

    private Admin() {}

    static void clock(Call call) throws IOException {
        call.answer(200, shown(call.world().clock()));
    }

    /** Body: {@code now} (instant) or {@code advance} (ISO duration), and {@code ticking}. */
    static void setClock(Call call) throws IOException {
        var body = call.bodyFields();
        var clock = call.world().clock();
        var ticking = body.value("ticking") instanceof Boolean wanted ? wanted : clock.isTicking();
        try {
            if (body.has("now")) {
                clock.set(Instant.parse(body.requiredText("now")), ticking);
            } else {
                clock.set(clock.now(), ticking);
            }
            if (body.has("advance")) {
                clock.advance(Duration.parse(body.requiredText("advance")));
            }
        } catch (DateTimeException e) {
            throw ApiError.badRequest("now must be an instant, advance an ISO duration such as PT24H");
        }
        call.answer(200, shown(clock));
    }

    private static Map<String, @Nullable Object> shown(SandboxClock clock) {
        return JsonTree.object("now", clock.now().toString(), "ticking", clock.isTicking());
    }

    static void faults(Call call) throws IOException {
        call.answer(
                200, call.world().faults().armed().stream().map(Fault::toJson).toList());
    }

    /** Body: one fault or an array of them, see {@link Fault}. */
    static void arm(Call call) throws IOException {
        var body = call.bodyTree();
        var wanted = body instanceof List<?> several ? several : java.util.Collections.singletonList(body);
        try {
            wanted.forEach(fault -> Fault.of(fault, 0, 0));
            call.answer(
                    201,
                    wanted.stream()
                            .map(fault -> call.world().faults().arm(fault).toJson())
                            .toList());
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static void disarmAll(Call call) throws IOException {
        call.world().faults().disarmAll();
        call.answerNothing(204);
    }

    static void disarm(Call call) throws IOException {
        var number = call.part("fault_id");
        if (!number.matches("\\d{1,9}") || !call.world().faults().disarm(Integer.parseInt(number))) {
            throw ApiError.notFound("Fault");
        }
        call.answerNothing(204);
    }

    /** Query {@code since}: only what came after the request of that number. */
    static void requests(Call call) throws IOException {
        var lines = call.world().log().since(call.query().number("since", 0, 0));
        call.stream(200, json -> {
            json.writeStartArray();
            for (var line : lines) {
                JsonTree.write(
                        json,
                        JsonTree.object(
                                "number", line.number(),
                                "arrived", line.arrived().toString(),
                                "method", line.method(),
                                "path", line.path(),
                                "endpoint", line.endpoint(),
                                "connection_id", line.connection(),
                                "status", line.status(),
                                "request_id", line.requestId()));
            }
            json.writeEndArray();
        });
    }

    static void forgetRequests(Call call) throws IOException {
        call.world().log().clear();
        call.answerNothing(204);
    }

    static void counters(Call call) throws IOException {
        var log = call.world().log();
        call.answer(
                200,
                JsonTree.object(
                        "requests", log.total(),
                        "by_endpoint_and_status", log.counters(),
                        "rate_limit_violations", call.world().limits().violations()));
    }

    static void switches(Call call) throws IOException {
        var positions = new LinkedHashMap<String, @Nullable Object>();
        for (var each : Switch.values()) {
            positions.put(each.word(), call.world().switches().of(each));
        }
        call.answer(200, positions);
    }

    static void setSwitches(Call call) throws IOException {
        var wanted = call.bodyFields().toMap();
        try {
            wanted.forEach((word, value) -> Switches.check(Switches.named(word), String.valueOf(value)));
            wanted.forEach((word, value) -> call.world().switches().set(word, String.valueOf(value)));
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
        switches(call);
    }
}
