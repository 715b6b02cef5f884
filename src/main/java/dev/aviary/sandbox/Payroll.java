package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Payments and pay groups (finch-api 2.11, 2.13). */
final class Payroll {

    private static final String[] GROUPS = {"Salaried", "Hourly"};

    private Payroll() {}

    static void payments(Call call) throws IOException {
        var from = required(call, "start_date");
        var to = required(call, "end_date");
        var day = call.link().dataDay(call.now());
        call.stream(200, json -> {
            json.writeStartArray();
            for (var entity : call.entities()) {
                for (var run : runs(entity, day)) {
                    if (!run.payDate().isBefore(from) && !run.payDate().isAfter(to)) {
                        call.record(json, Map.of(), out -> payment(out, entity, run));
                    }
                }
            }
            json.writeEndArray();
        });
    }

    private static LocalDate required(Call call, String name) {
        var date = call.query().date(name);
        if (date != null) {
            return date;
        }
        if (call.world().switches().is(Switch.MISSING_PARAMETER, "400")) {
            throw ApiError.badRequest(name + " is required");
        }
        throw ApiError.of(401, "invalid_request_error", null, name + " is required");
    }

    /** All runs paid until that day, oldest first, those added by hand at the end. */
    static List<Run> runs(Entity entity, LocalDate day) {
        var runs = new ArrayList<Run>();
        for (int i = entity.firstRun(); i <= Run.lastBy(day); i++) {
            runs.add(Run.regular(i));
        }
        runs.addAll(entity.changes().runs());
        return runs;
    }

    /** The run with that id in what the call is about, if it has been paid. */
    static @Nullable Found find(Call call, String id) {
        var ref = call.world().ids().find(id, Kind.PAYMENT);
        if (ref == null) {
            return null;
        }
        for (var entity : call.entities()) {
            var run = entity.owns(ref) ? run(entity, ref.index(), call.link().dataDay(call.now())) : null;
            if (run != null) {
                return new Found(entity, run);
            }
        }
        return null;
    }

    record Found(Entity entity, Run run) {}

    private static @Nullable Run run(Entity entity, int index, LocalDate day) {
        if (index < 0) {
            return entity.changes().run(index);
        }
        return index >= entity.firstRun() && index <= Run.lastBy(day) ? Run.regular(index) : null;
    }

    private static void payment(JsonGenerator json, Entity entity, Run run) {
        var sums = Statements.totals(entity, run);
        json.writeStartObject();
        json.writeStringProperty("id", entity.paymentId(run));
        json.writeObjectPropertyStart("pay_period");
        json.writeStringProperty("start_date", run.from().toString());
        json.writeStringProperty("end_date", run.to().toString());
        json.writeEndObject();
        json.writeStringProperty("pay_date", run.payDate().toString());
        json.writeStringProperty("debit_date", run.payDate().minusDays(2).toString());
        money(json, "company_debit", sums.debit());
        money(json, "gross_pay", sums.gross());
        money(json, "net_pay", sums.net());
        money(json, "employer_taxes", sums.employerTaxes());
        money(json, "employee_taxes", sums.employeeTaxes());
        json.writeArrayPropertyStart("individual_ids");
        Statements.recipients(entity, run, json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("pay_group_ids");
        for (int i = 0; i < GROUPS.length; i++) {
            json.writeString(entity.payGroupId(i));
        }
        json.writeEndArray();
        frequencies(json);
        json.writeEndObject();
    }

    static void money(JsonGenerator json, String name, long cents) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("amount", cents);
        json.writeStringProperty("currency", "usd");
        json.writeEndObject();
    }

    private static void frequencies(JsonGenerator json) {
        json.writeArrayPropertyStart("pay_frequencies");
        json.writeString("bi_weekly");
        json.writeEndArray();
    }

    static void payGroups(Call call) throws IOException {
        var frequencies = call.query().list("pay_frequencies");
        var shown = frequencies.isEmpty() || frequencies.contains("bi_weekly");
        var individual = call.query().text("individual_id");
        call.stream(200, json -> {
            json.writeStartArray();
            for (var entity : shown ? call.entities() : List.<Entity>of()) {
                for (int i = 0; i < GROUPS.length; i++) {
                    if (individual == null || isMember(call, individual, i)) {
                        group(call, json, entity, i, false);
                    }
                }
            }
            json.writeEndArray();
        });
    }

    static void payGroup(Call call) throws IOException {
        var ref = call.world().ids().find(call.part("pay_group_id"), Kind.PAY_GROUP);
        for (var entity : call.entities()) {
            if (ref != null && entity.owns(ref) && ref.index() < GROUPS.length) {
                call.stream(200, json -> group(call, json, entity, ref.index(), true));
                return;
            }
        }
        throw ApiError.notFound("Pay group");
    }

    private static void group(Call call, JsonGenerator json, Entity entity, int index, boolean withMembers) {
        call.record(json, Map.of(), out -> {
            out.writeStartObject();
            out.writeStringProperty("id", entity.payGroupId(index));
            out.writeStringProperty("name", GROUPS[index]);
            if (withMembers) {
                members(out, entity, index);
            }
            frequencies(out);
            out.writeEndObject();
        });
    }

    private static void members(JsonGenerator json, Entity entity, int group) {
        var person = new Person();
        var draw = new Draw();
        json.writeArrayPropertyStart("individual_ids");
        for (int position = 0; position < entity.listed(); position++) {
            entity.load(person, entity.changes().indexAt(position), draw);
            if (person.active && groupOf(person) == group) {
                json.writeString(entity.personId(person.index));
            }
        }
        json.writeEndArray();
    }

    private static boolean isMember(Call call, String individual, int group) {
        var found = Organization.find(call, individual);
        if (found == null) {
            return false;
        }
        var person = new Person();
        found.entity().load(person, found.index(), new Draw());
        return groupOf(person) == group;
    }

    private static int groupOf(Person person) {
        return person.hourly() ? 1 : 0;
    }
}
