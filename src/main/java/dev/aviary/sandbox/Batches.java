package dev.aviary.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;

/** The batch endpoints of people: individual and employment (finch-api 2.9, 2.10). */
final class Batches {

    private static final int MAX_PEOPLE = 10_000;

    /** @param include what {@code options.include} opts in to */
    private record Request(List<String> ids, List<String> include) {}

    private interface Writer {
        void write(JsonGenerator json, PeopleJson people, Person person);
    }

    private interface Overrides {
        Map<String, @Nullable Object> of(Entity entity, int index);
    }

    private Batches() {}

    static void individuals(Call call) throws IOException {
        var request = read(call);
        var ssn = request.include().contains("ssn") && call.link().products().contains("ssn");
        answer(
                call,
                request,
                (entity, index) -> ssn
                        ? entity.changes().individual(index)
                        : SandboxPeople.withoutSsn(entity.changes().individual(index)),
                (json, people, person) -> people.individual(json, person, ssn));
    }

    static void employments(Call call) throws IOException {
        var day = call.link().dataDay(call.now()).toEpochDay();
        answer(
                call,
                read(call),
                (entity, index) -> entity.changes().employment(index),
                (json, people, person) -> people.employment(json, person, day));
    }

    private static void answer(Call call, Request request, Overrides overrides, Writer writer) throws IOException {
        call.stream(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("responses");
            items(call, json, request.ids(), overrides, writer);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void items(Call call, JsonGenerator json, List<String> ids, Overrides overrides, Writer writer) {
        var person = new Person();
        var draw = new Draw();
        var missing = call.fault(FaultKind.ITEM_MISSING);
        var unanswered = call.fault(FaultKind.ITEM_UNANSWERED);
        var cycle = call.suffers(FaultKind.MANAGER_CYCLE);
        PeopleJson people = null;
        Entity last = null;
        for (int i = 0; i < ids.size(); i++) {
            if (unanswered != null && unanswered.meansItem(ids.get(i), i)) {
                continue;
            }
            var found = Organization.find(call, ids.get(i));
            if (found == null || (missing != null && missing.meansItem(ids.get(i), i))) {
                missing(json, ids.get(i));
                continue;
            }
            if (people == null || last != found.entity()) {
                last = found.entity();
                people = new PeopleJson(last);
            }
            last.load(person, found.index(), draw);
            if (cycle) {
                Organization.cycle(person);
            }
            item(call, json, ids.get(i), overrides.of(last, found.index()), people, person, writer);
        }
    }

    private static void item(
            Call call,
            JsonGenerator json,
            String id,
            Map<String, @Nullable Object> overrides,
            PeopleJson people,
            Person person,
            Writer writer) {
        json.writeStartObject();
        json.writeStringProperty("individual_id", id);
        json.writeNumberProperty("code", 200);
        json.writeName("body");
        call.record(json, overrides, out -> writer.write(out, people, person));
        json.writeEndObject();
    }

    private static void missing(JsonGenerator json, String id) {
        json.writeStartObject();
        json.writeStringProperty("individual_id", id);
        json.writeNumberProperty("code", 404);
        json.writeName("body");
        error(json, 404, "not_found_error", "individual_not_found", "No individual with id " + id + " found");
        json.writeEndObject();
    }

    static void error(JsonGenerator json, int code, String name, String finchCode, String message) {
        json.writeStartObject();
        json.writeNumberProperty("code", code);
        json.writeStringProperty("name", name);
        json.writeStringProperty("finch_code", finchCode);
        json.writeStringProperty("message", message);
        json.writeEndObject();
    }

    /** Reads as a stream: ten thousand ids as a tree would be the largest thing in the sandbox. */
    private static Request read(Call call) throws IOException {
        var request = parse(call.body());
        if (request == null) {
            throw ApiError.badRequest("requests must be an array of objects with individual_id");
        }
        if (request.ids().size() > MAX_PEOPLE && call.world().switches().is(Switch.BATCH_CAPS, "on")) {
            throw ApiError.badRequest("At most " + MAX_PEOPLE + " individuals per request");
        }
        return request;
    }

    private static @Nullable Request parse(byte[] body) {
        List<String> ids = null;
        var include = new ArrayList<String>();
        try (var json = JsonTree.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                if (name.equals("requests")) {
                    ids = ids(json);
                } else if (name.equals("options") && json.currentToken() == JsonToken.START_OBJECT) {
                    include(json, include);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw ApiError.badRequest("The body is not valid JSON");
        }
        return ids == null ? null : new Request(ids, include);
    }

    private static @Nullable List<String> ids(tools.jackson.core.JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return null;
        }
        var ids = new ArrayList<String>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String id = null;
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                var token = json.nextToken();
                if (name.equals("individual_id") && token == JsonToken.VALUE_STRING) {
                    id = json.getString();
                } else {
                    json.skipChildren();
                }
            }
            if (id == null) {
                return null;
            }
            ids.add(id);
        }
        return json.currentToken() == JsonToken.END_ARRAY ? ids : null;
    }

    private static void include(tools.jackson.core.JsonParser json, List<String> include) {
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() == JsonToken.START_ARRAY && name.equals("include")) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    include.add(json.getString());
                }
            } else {
                json.skipChildren();
            }
        }
    }
}
