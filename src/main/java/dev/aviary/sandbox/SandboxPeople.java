package dev.aviary.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes to company and people by control calls (finch-api 2.20). */
final class SandboxPeople {

    private static final List<String> COMPANY = List.of(
            "legal_name",
            "entity",
            "primary_email",
            "primary_phone_number",
            "ein",
            "departments",
            "locations",
            "accounts");

    private static final List<String> NAMES = List.of("first_name", "middle_name", "last_name");

    private static final List<String> INDIVIDUAL = List.of(
            "first_name",
            "middle_name",
            "last_name",
            "preferred_name",
            "emails",
            "phone_numbers",
            "gender",
            "ethnicity",
            "marital_status",
            "dob",
            "residence",
            "ssn",
            "encrypted_ssn");

    private static final List<String> EMPLOYMENT = List.of(
            "first_name",
            "middle_name",
            "last_name",
            "title",
            "manager",
            "department",
            "employment",
            "employment_status",
            "is_active",
            "start_date",
            "end_date",
            "latest_rehire_date",
            "class_code",
            "flsa_status",
            "location",
            "union_code",
            "union_local",
            "key_employee",
            "highly_compensated_employee",
            "income",
            "income_history",
            "custom_fields",
            "source_id");

    private SandboxPeople() {}

    static void company(Call call) throws IOException {
        var entity = call.link().entities().get(0);
        entity.changes().company(call.bodyFields().only(COMPANY));
        changed(call);
        call.world().webhooks().raise(call.link(), entity, "company.updated", null, call.now());
        var record =
                Fields.of(JsonTree.of(json -> CompanyJson.write(json, entity))).toMap();
        record.putAll(entity.changes().company());
        call.answer(200, record);
    }

    static void add(Call call) throws IOException {
        if (!(call.bodyTree() instanceof List<?> people)) {
            throw ApiError.badRequest("An array of individuals is expected");
        }
        var wanted = people.stream().map(Fields::of).toList();
        var entity = call.link().entities().get(0);
        var created = new ArrayList<Map<String, @Nullable Object>>();
        for (var fields : wanted) {
            created.add(add(call, entity, fields));
        }
        changed(call);
        created.forEach(one -> tell(call, call.link(), entity, "created", String.valueOf(one.get("id"))));
        call.answer(200, created);
    }

    private static Map<String, @Nullable Object> add(Call call, Entity entity, Fields fields) {
        var index = entity.addPerson(call.link().dataDay(call.now()).toEpochDay());
        entity.changes().individual(index, fields.only(INDIVIDUAL));
        entity.changes().employment(index, fields.only(EMPLOYMENT));
        return individual(entity, index);
    }

    static void changeIndividual(Call call) throws IOException {
        var found = find(call);
        var fields = call.bodyFields();
        found.entity().changes().individual(found.index(), fields.only(INDIVIDUAL));
        found.entity().changes().employment(found.index(), fields.only(NAMES));
        changed(call);
        tell(
                call,
                call.link(),
                found.entity(),
                "individual.updated",
                found.entity().personId(found.index()));
        call.answer(200, individual(found.entity(), found.index()));
    }

    static void changeEmployment(Call call) throws IOException {
        var found = find(call);
        var fields = call.bodyFields();
        found.entity().changes().employment(found.index(), fields.only(EMPLOYMENT));
        found.entity().changes().individual(found.index(), fields.only(NAMES));
        changed(call);
        tell(
                call,
                call.link(),
                found.entity(),
                "employment.updated",
                found.entity().personId(found.index()));
        call.answer(200, employment(call, found.entity(), found.index()));
    }

    /** @param what an event, or one that happened to directory, individual and employment alike */
    static void tell(Call call, Link link, Entity entity, String what, String individual) {
        var events = what.contains(".")
                ? List.of(what)
                : List.of("directory." + what, "individual." + what, "employment." + what);
        events.forEach(event -> call.world()
                .webhooks()
                .raise(link, entity, event, JsonTree.object("individual_id", individual), call.now()));
    }

    static void changed(Call call) {
        call.link().change(call.now());
    }

    private static Organization.Found find(Call call) {
        call.about(call.link().connectedEntities());
        var found = Organization.find(call, call.part("individual_id"));
        if (found == null) {
            throw ApiError.of(404, "not_found_error", "individual_not_found", "Individual not found");
        }
        return found;
    }

    private static Map<String, @Nullable Object> individual(Entity entity, int index) {
        var person = loaded(entity, index);
        var record = Fields.of(JsonTree.of(json -> new PeopleJson(entity).individual(json, person, false)))
                .toMap();
        record.putAll(withoutSsn(entity.changes().individual(index)));
        return record;
    }

    private static Map<String, @Nullable Object> employment(Call call, Entity entity, int index) {
        var person = loaded(entity, index);
        var day = call.link().dataDay(call.now()).toEpochDay();
        var record = Fields.of(JsonTree.of(json -> new PeopleJson(entity).employment(json, person, day)))
                .toMap();
        record.putAll(entity.changes().employment(index));
        return record;
    }

    private static Person loaded(Entity entity, int index) {
        var person = new Person();
        entity.load(person, index, new Draw());
        return person;
    }

    /** A changed number is shown to those only who may see it and ask for it, as a made-up one. */
    static Map<String, @Nullable Object> withoutSsn(Map<String, @Nullable Object> overrides) {
        if (!overrides.containsKey("ssn") && !overrides.containsKey("encrypted_ssn")) {
            return overrides;
        }
        var rest = Fields.of(overrides).toMap();
        rest.remove("ssn");
        rest.remove("encrypted_ssn");
        return rest;
    }
}
