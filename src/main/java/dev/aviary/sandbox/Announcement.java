package dev.aviary.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.util.ByteArrayBuilder;

/** The lines that tell how to reach the sandbox and each of its connections. */
final class Announcement {

    private Announcement() {}

    static Map<String, Object> of(World world, String baseUrl) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("base_url", baseUrl);
        fields.put("client_id", world.clientId());
        fields.put("client_secret", world.clientSecret());
        fields.put("connections", world.links().size());
        return fields;
    }

    static Map<String, Object> of(World world, Link link) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tenant", link.blueprint().tenant());
        fields.put("connection_id", link.id());
        fields.put("access_token", world.newestToken(link));
        fields.put("provider_id", link.provider());
        fields.put("kind", link.assisted() ? "assisted" : "automated");
        fields.put("status", link.status());
        fields.put(
                "entity_ids", link.connectedEntities().stream().map(Entity::id).toList());
        fields.put("products", link.products());
        fields.put(
                "employees", link.entities().stream().mapToInt(Entity::listed).sum());
        return fields;
    }

    static String json(Map<String, ?> fields) {
        try (var bytes = new ByteArrayBuilder(500)) {
            try (var json = JsonTree.generator(bytes)) {
                JsonTree.write(json, fields);
            }
            return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
