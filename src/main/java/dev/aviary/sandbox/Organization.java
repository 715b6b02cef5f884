package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Company and directory (finch-api 2.7, 2.8). */
final class Organization {

    private static final int DUPLICATED = 5;

    private Organization() {}

    static void company(Call call) throws IOException {
        var entity = call.entity();
        call.stream(200, json -> call.record(json, entity.changes().company(), out -> CompanyJson.write(out, entity)));
    }

    static void directory(Call call) throws IOException {
        var offset = call.query().number("offset", 0, 0);
        var limit = call.query().number("limit", 1, Integer.MAX_VALUE);
        var empty = call.suffers(FaultKind.EMPTY_DIRECTORY);
        var hidden = call.fault(FaultKind.HIDDEN_PEOPLE);
        var listed = call.entities().stream().mapToInt(Entity::listed).sum();
        var total = empty ? 0 : Math.max(0, listed - (hidden == null ? 0 : (int) hidden.number("every", 1)));
        call.stream(200, json -> {
            json.writeStartObject();
            call.paging(json, total, offset);
            json.writeArrayPropertyStart("individuals");
            rows(call, json, offset, (int) Math.min(total, (long) offset + limit));
            json.writeEndArray();
            json.writeEndObject();
            loseSomebody(call, offset);
        });
    }

    private static void rows(Call call, JsonGenerator json, int from, int to) {
        var before = 0;
        for (var entity : call.entities()) {
            var first = Math.max(0, from - before);
            var end = Math.min(entity.listed(), to - before);
            rows(call, json, entity, first, end);
            before += entity.listed();
        }
    }

    private static void rows(Call call, JsonGenerator json, Entity entity, int from, int to) {
        var person = new Person();
        var draw = new Draw();
        var people = new PeopleJson(entity);
        var shortPage = call.fault(FaultKind.SHORT_PAGE);
        var end = shortPage == null ? to : (int) Math.min(to, from + shortPage.number("every", 0));
        for (int position = from; position < end; position++) {
            entity.load(person, entity.changes().indexAt(position), draw);
            row(call, json, entity, people, person);
            if (call.suffers(FaultKind.DUPLICATE_ROWS) && position % DUPLICATED == 0) {
                row(call, json, entity, people, person);
            }
        }
    }

    private static void row(Call call, JsonGenerator json, Entity entity, PeopleJson people, Person person) {
        if (call.suffers(FaultKind.MANAGER_CYCLE)) {
            cycle(person);
        }
        var names = overrides(entity, person.index);
        call.record(json, names, out -> people.directoryRow(out, person));
    }

    /** 0 and 1 lead each other, 2 leads itself. */
    static void cycle(Person person) {
        person.manager = person.index == 0 ? 1 : person.index == 1 ? 0 : person.index == 2 ? 2 : person.manager;
    }

    /** What the directory shows of changes made to the individual and to the employment. */
    private static Map<String, @Nullable Object> overrides(Entity entity, int index) {
        var individual = entity.changes().individual(index);
        var employment = entity.changes().employment(index);
        if (individual.isEmpty() && employment.isEmpty()) {
            return Map.of();
        }
        var shown = Fields.of(individual).only(List.of("first_name", "middle_name", "last_name"));
        shown.putAll(Fields.of(employment)
                .only(List.of("first_name", "middle_name", "last_name", "manager", "department", "is_active")));
        return shown;
    }

    /** Before the answer ends: whoever has all of it may ask for the next page at once. */
    private static void loseSomebody(Call call, int offset) {
        if (!call.suffers(FaultKind.REMOVE_BETWEEN_PAGES) || call.entity().listed() == 0) {
            return;
        }
        call.entity().changes().remove(call.entity().changes().indexAt(offset));
        call.link().change(call.now());
    }

    /** The person with that id in what the call is about, if the directory lists them. */
    static @Nullable Found find(Call call, @Nullable String id) {
        var ref = call.world().ids().find(id, Kind.PERSON);
        if (ref == null) {
            return null;
        }
        for (var entity : call.entities()) {
            if (entity.owns(ref) && entity.isListed(ref.index())) {
                return new Found(entity, ref.index());
            }
        }
        return null;
    }

    record Found(Entity entity, int index) {}

    static List<Integer> everybody(Entity entity) {
        var indices = new ArrayList<Integer>();
        for (int position = 0; position < entity.listed(); position++) {
            indices.add(entity.changes().indexAt(position));
        }
        return indices;
    }
}
