package dev.aviary.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looking at connections and changing them from outside the API: state, products, ids, people. */
final class AdminConnections {

    private static final int MAX_PEOPLE_AT_ONCE = 10_000;

    private AdminConnections() {}

    static void list(Call call) throws IOException {
        var world = call.world();
        call.stream(200, json -> {
            json.writeStartArray();
            world.links().forEach(link -> JsonTree.write(json, Announcement.of(world, link)));
            json.writeEndArray();
        });
    }

    /** Body: {@code status} and {@code products}, each optional. */
    static void change(Call call) throws IOException {
        var link = link(call);
        var body = call.bodyFields();
        if (body.has("status")) {
            SandboxConnections.setStatus(link, body.requiredText("status"));
            SandboxConnections.tell(call, link, link.entities());
        }
        if (body.has("products")) {
            link.grant(Set.copyOf(SessionCalls.products(body)));
        }
        call.answer(200, Announcement.of(call.world(), link));
    }

    /** As if the provider had been read now. */
    static void sync(Call call) throws IOException {
        link(call).change(call.now());
        call.answerNothing(204);
    }

    static void turnIdsOver(Call call) throws IOException {
        link(call).turnIdsOver(call.now());
        call.answerNothing(204);
    }

    /** Body: {@code count} and {@code entity_id}, each optional; answers the new ids. */
    static void addPeople(Call call) throws IOException {
        var link = link(call);
        var body = call.bodyFields();
        var entity = entity(link, body);
        var count = body.number("count", 1, MAX_PEOPLE_AT_ONCE, 1);
        var ids = new ArrayList<String>();
        for (long i = 0; i < count; i++) {
            ids.add(entity.personId(entity.addPerson(link.dataDay(call.now()).toEpochDay())));
        }
        link.change(call.now());
        ids.forEach(id -> SandboxPeople.tell(call, link, entity, "created", id));
        call.answer(201, JsonTree.object("individual_ids", ids));
    }

    /** Body: {@code individual_ids}; those people vanish from the directory, their old pay statements stay. */
    static void removePeople(Call call) throws IOException {
        var link = link(call);
        call.about(link.entities());
        var found = new ArrayList<Organization.Found>();
        for (var id : new TreeSet<>(call.bodyFields().texts("individual_ids"))) {
            var person = Organization.find(call, id);
            if (person == null) {
                throw ApiError.of(
                        404, "not_found_error", "individual_not_found", "No individual with id " + id + " found");
            }
            found.add(person);
        }
        found.forEach(person -> person.entity().changes().remove(person.index()));
        link.change(call.now());
        found.forEach(person -> SandboxPeople.tell(
                call, link, person.entity(), "deleted", person.entity().personId(person.index())));
        call.answerNothing(204);
    }

    private static Entity entity(Link link, Fields body) {
        var id = body.text("entity_id");
        List<Entity> all = link.entities();
        return all.stream()
                .filter(entity -> id == null || entity.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("Entity"));
    }

    private static Link link(Call call) {
        var link = call.world().linkById(call.part("connection_id"));
        if (link == null) {
            throw ApiError.notFound("Connection");
        }
        return link;
    }
}
