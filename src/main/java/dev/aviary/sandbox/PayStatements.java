package dev.aviary.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The pay statements of a batch of payments, paged per payment (finch-api 2.12). */
final class PayStatements {

    private static final int MAX_PAYMENTS = 10;
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 5_000;
    private static final String FETCHING =
            "The pay statements for this payment are being fetched. Please check back later.";

    private record Wanted(String payment, int limit, int offset) {}

    private PayStatements() {}

    static void answer(Call call) throws IOException {
        var wanted = wanted(call, call.bodyFields());
        call.stream(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("responses");
            var unanswered = call.fault(FaultKind.ITEM_UNANSWERED);
            for (int i = 0; i < wanted.size(); i++) {
                if (unanswered == null || !unanswered.meansItem(wanted.get(i).payment(), i)) {
                    item(call, json, wanted.get(i), i);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static List<Wanted> wanted(Call call, Fields body) {
        var wanted = new ArrayList<Wanted>();
        var paged = call.world().switches().is(Switch.STATEMENT_PAGES, "on");
        for (var item : body.list("requests")) {
            var fields = Fields.of(item);
            var limit =
                    fields.number("limit", 1, paged ? MAX_PAGE : Integer.MAX_VALUE, paged ? PAGE : Integer.MAX_VALUE);
            var offset = fields.number("offset", 0, Integer.MAX_VALUE, 0);
            wanted.add(new Wanted(fields.requiredText("payment_id"), (int) limit, (int) offset));
        }
        if (wanted.size() > MAX_PAYMENTS && call.world().switches().is(Switch.BATCH_CAPS, "on")) {
            throw ApiError.badRequest("At most " + MAX_PAYMENTS + " payments per request");
        }
        return wanted;
    }

    private static void item(Call call, JsonGenerator json, Wanted wanted, int position) {
        var found = Payroll.find(call, wanted.payment());
        var missing = call.fault(FaultKind.ITEM_MISSING);
        json.writeStartObject();
        json.writeStringProperty("payment_id", wanted.payment());
        if (found == null || (missing != null && missing.meansItem(wanted.payment(), position))) {
            code(json, 404);
            Batches.error(
                    json,
                    404,
                    "not_found_error",
                    "payment_not_found",
                    "No payment with id " + wanted.payment() + " found");
        } else if (isPending(call, wanted.payment(), position)) {
            code(json, 202);
            Batches.error(json, 202, "accepted", "data_sync_in_progress", FETCHING);
        } else {
            code(json, 200);
            page(call, json, found, wanted);
        }
        json.writeEndObject();
    }

    private static void code(JsonGenerator json, int code) {
        json.writeNumberProperty("code", code);
        json.writeName("body");
    }

    private static boolean isPending(Call call, String payment, int position) {
        var fault = call.fault(FaultKind.ITEM_PENDING);
        var held = call.world().switches().number(Switch.STATEMENTS_PENDING);
        return (fault != null && fault.meansItem(payment, position))
                || call.world().pending().holdsBack(payment, held);
    }

    private static void page(Call call, JsonGenerator json, Payroll.Found found, Wanted wanted) {
        var entity = found.entity();
        var run = found.run();
        json.writeStartObject();
        call.paging(json, Statements.totals(entity, run).count(), wanted.offset());
        json.writeArrayPropertyStart("pay_statements");
        var written = entity.changes().statements(run.index());
        if (written != null) {
            written.stream()
                    .skip(wanted.offset())
                    .limit(wanted.limit())
                    .forEach(statement -> call.record(json, Map.of(), out -> JsonTree.write(out, statement)));
        } else {
            Statements.visit(
                    entity,
                    run,
                    wanted.offset(),
                    wanted.limit(),
                    (person, paycheck) -> call.record(
                            json, Map.of(), out -> PayStatementJson.write(out, entity, run, person, paycheck)));
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
