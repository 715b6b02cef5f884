package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Benefits and who takes part in them (finch-api 2.15, reads). What people pay is what their pay statements deduct. */
final class Benefits {

    private static final int RETIREMENT = 0;
    private static final int MEDICAL = 1;
    private static final int COUNT = 2;
    private static final List<Object> MATCH = List.of(tier(200, 200), tier(400, 400));

    private Benefits() {}

    static void list(Call call) throws IOException {
        checkReadable(call);
        call.stream(200, json -> {
            json.writeStartArray();
            for (var entity : call.entities()) {
                for (int i = 0; i < COUNT; i++) {
                    var benefit = benefit(entity, i);
                    call.record(json, Map.of(), out -> JsonTree.write(out, benefit));
                }
            }
            json.writeEndArray();
        });
    }

    static void one(Call call) throws IOException {
        checkReadable(call);
        var found = find(call);
        call.answer(200, benefit(found.entity(), found.index()));
    }

    static void enrolled(Call call) throws IOException {
        checkReadable(call);
        var found = find(call);
        call.stream(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("benefit_id", found.entity().benefitId(found.index()));
            json.writeArrayPropertyStart("individual_ids");
            var person = new Person();
            var draw = new Draw();
            for (int index : Organization.everybody(found.entity())) {
                found.entity().load(person, index, draw);
                if (takesPart(person, found.index())) {
                    json.writeString(found.entity().personId(index));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static void individuals(Call call) throws IOException {
        checkReadable(call);
        var found = find(call);
        var ids = call.query().list("individual_ids");
        call.stream(call.world().switches().number(Switch.BENEFIT_INDIVIDUALS_STATUS), json -> {
            json.writeStartArray();
            if (ids.isEmpty()) {
                everybody(call, json, found);
            } else {
                ids.forEach(id -> item(call, json, found, id));
            }
            json.writeEndArray();
        });
    }

    static void meta(Call call) throws IOException {
        call.answer(
                200, List.of(feature("401k", List.of("fixed", "percent")), feature("s125_medical", List.of("fixed"))));
    }

    private static void everybody(Call call, JsonGenerator json, Found found) {
        var person = new Person();
        var draw = new Draw();
        for (int index : Organization.everybody(found.entity())) {
            found.entity().load(person, index, draw);
            if (takesPart(person, found.index())) {
                enrolment(call, json, found.entity().personId(index), found.index(), person);
            }
        }
    }

    private static void item(Call call, JsonGenerator json, Found found, String id) {
        var who = Organization.find(call, id);
        var person = new Person();
        if (who == null) {
            failed(json, id, "not_found_error", "individual_not_found", "No individual with id " + id + " found");
            return;
        }
        who.entity().load(person, who.index(), new Draw());
        if (!takesPart(person, found.index())) {
            failed(json, id, "bad_request", "enrollment_not_found", "The individual is not enrolled");
            return;
        }
        enrolment(call, json, id, found.index(), person);
    }

    private static void failed(JsonGenerator json, String id, String name, String finchCode, String message) {
        json.writeStartObject();
        json.writeStringProperty("individual_id", id);
        json.writeNumberProperty("code", 404);
        json.writeName("body");
        Batches.error(json, 404, name, finchCode, message);
        json.writeEndObject();
    }

    private static void enrolment(Call call, JsonGenerator json, String id, int benefit, Person person) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        var retirement = benefit == RETIREMENT;
        body.put(
                "employee_deduction",
                retirement ? amount("percent", person.retirementBasisPoints) : amount("fixed", person.medicalCents));
        body.put("company_contribution", retirement ? JsonTree.object("type", "tiered", "tiers", MATCH) : null);
        body.put("annual_maximum", retirement ? 2_350_000 : null);
        body.put("catch_up", retirement ? false : null);
        body.put("hsa_contribution_limit", null);
        json.writeStartObject();
        json.writeStringProperty("individual_id", id);
        json.writeNumberProperty("code", 200);
        json.writeName("body");
        call.record(json, Map.of(), out -> JsonTree.write(out, body));
        json.writeEndObject();
    }

    private static boolean takesPart(Person person, int benefit) {
        return person.active && (benefit == RETIREMENT ? person.retirementBasisPoints : person.medicalCents) > 0;
    }

    private static Map<String, @Nullable Object> benefit(Entity entity, int index) {
        var benefit = new LinkedHashMap<String, @Nullable Object>();
        benefit.put("benefit_id", entity.benefitId(index));
        benefit.put("type", index == RETIREMENT ? "401k" : "s125_medical");
        benefit.put("description", index == RETIREMENT ? "401(k)" : "Medical");
        benefit.put("frequency", "every_paycheck");
        benefit.put("company_contribution", index == MEDICAL ? null : JsonTree.object("type", "match", "tiers", MATCH));
        return benefit;
    }

    private static Map<String, Object> feature(String type, List<String> deductions) {
        var feature = new LinkedHashMap<String, Object>();
        feature.put("type", type);
        feature.put("description", type);
        feature.put("frequencies", List.of("every_paycheck"));
        feature.put("employee_deduction", deductions);
        feature.put("company_contribution", List.of("fixed", "percent"));
        feature.put("annual_maximum", type.equals("401k"));
        feature.put("catch_up", type.equals("401k"));
        feature.put("hsa_contribution_limit", List.of());
        return feature;
    }

    private static Map<String, @Nullable Object> amount(String type, long amount) {
        return JsonTree.object("type", type, "amount", amount);
    }

    private static Map<String, @Nullable Object> tier(int threshold, int match) {
        return JsonTree.object("threshold", threshold, "match", match);
    }

    private static void checkReadable(Call call) {
        if (call.link().assisted()) {
            throw ApiError.of(501, "not_implemented_error", null, "Assisted providers cannot read deductions");
        }
    }

    private record Found(Entity entity, int index) {}

    private static Found find(Call call) {
        var ref = call.world().ids().find(call.part("benefit_id"), Kind.BENEFIT);
        for (var entity : call.entities()) {
            if (ref != null && ref.place() == entity.number() && ref.index() < COUNT) {
                return new Found(entity, ref.index());
            }
        }
        throw ApiError.of(404, "not_found_error", "benefit_not_found", "Benefit not found");
    }
}
