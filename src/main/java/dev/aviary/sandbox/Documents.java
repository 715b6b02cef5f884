package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Withholding forms (finch-api 2.16): everybody on the directory has one, on the form of the year they came. */
final class Documents {

    private static final int NEW_FORM = 2020;

    private Documents() {}

    static void list(Call call) throws IOException {
        var entity = call.entity();
        var individuals = call.query().list("individual_ids");
        var types = call.query().list("types");
        var offset = call.query().number("offset", 0, 0);
        var limit = call.query().number("limit", 1, Integer.MAX_VALUE);
        var person = new Person();
        var draw = new Draw();
        var matching = Organization.everybody(entity).stream()
                .filter(index -> individuals.isEmpty() || individuals.contains(entity.personId(index)))
                .filter(index -> types.isEmpty() || types.contains(type(load(entity, person, index, draw))))
                .toList();
        call.stream(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("documents");
            matching.stream()
                    .skip(offset)
                    .limit(limit)
                    .forEach(index -> call.record(
                            json, Map.of(), out -> row(call, out, entity, load(entity, person, index, draw))));
            json.writeEndArray();
            call.paging(json, matching.size(), offset);
            json.writeEndObject();
        });
    }

    static void one(Call call) throws IOException {
        var ref = call.world().ids().find(call.part("document_id"), Kind.DOCUMENT);
        for (var entity : call.entities()) {
            if (ref != null && entity.owns(ref) && entity.isListed(ref.index())) {
                call.answer(200, form(entity, load(entity, new Person(), ref.index(), new Draw())));
                return;
            }
        }
        throw ApiError.notFound("Document");
    }

    private static void row(Call call, JsonGenerator json, Entity entity, Person person) {
        var id = entity.documentId(person.index);
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeStringProperty("individual_id", entity.personId(person.index));
        json.writeStringProperty("type", type(person));
        json.writeStringProperty("url", call.baseUrl() + "/employer/documents/" + id);
        json.writeNumberProperty("year", year(person));
        json.writeEndObject();
    }

    private static Map<String, @Nullable Object> form(Entity entity, Person person) {
        var draw = new Draw(Draw.key(person.key, 3));
        var id = entity.personId(person.index);
        var data = type(person).equals("w4_2020")
                ? JsonTree.object(
                        "individual_id",
                        id,
                        "filing_status",
                        draw.percent(60) ? "single_or_married_filing_separately" : "head_of_household",
                        "amount_for_qualifying_children_under_17",
                        draw.below(4) * 200_000,
                        "amount_for_other_dependents",
                        draw.below(2) * 50_000,
                        "total_claim_dependent_and_other_credits",
                        0,
                        "other_income",
                        0,
                        "deductions",
                        0,
                        "extra_withholding",
                        draw.below(3) * 2_500)
                : JsonTree.object(
                        "individual_id",
                        id,
                        "filing_status",
                        draw.percent(50) ? "single" : "married",
                        "total_number_of_allowances",
                        draw.below(5),
                        "additional_withholding",
                        draw.below(3) * 1_000,
                        "exemption",
                        "non_exempt");
        return JsonTree.object("type", type(person), "year", year(person), "data", data);
    }

    private static Person load(Entity entity, Person person, int index, Draw draw) {
        entity.load(person, index, draw);
        return person;
    }

    private static String type(Person person) {
        return year(person) >= NEW_FORM ? "w4_2020" : "w4_2005";
    }

    private static int year(Person person) {
        return java.time.LocalDate.ofEpochDay(person.startDay).getYear();
    }
}
