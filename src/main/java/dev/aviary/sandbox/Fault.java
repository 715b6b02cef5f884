package dev.aviary.sandbox;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose, for the requests it matches, a number of times or with a probability. Thread-safe.
 *
 * <p>JSON: {@code kind} (required), {@code endpoint} (name as in the request log; any if absent), {@code connection_id}, {@code skip} (matching
 * requests that pass first), {@code times} (then it is spent; unlimited if absent), {@code probability} (0 to 1, repeatable by seed), {@code until}
 * (instant of the sandbox's clock), and per kind {@code status, name, finch_code, message, body, bytes, millis, every, ids}.
 */
final class Fault {

    private static final Map<String, Class<?>> FIELDS = Map.ofEntries(
            Map.entry("kind", String.class),
            Map.entry("endpoint", String.class),
            Map.entry("connection_id", String.class),
            Map.entry("skip", Number.class),
            Map.entry("times", Number.class),
            Map.entry("probability", Number.class),
            Map.entry("until", String.class),
            Map.entry("status", Number.class),
            Map.entry("name", String.class),
            Map.entry("finch_code", String.class),
            Map.entry("message", String.class),
            Map.entry("body", String.class),
            Map.entry("bytes", Number.class),
            Map.entry("millis", Number.class),
            Map.entry("every", Number.class),
            Map.entry("ids", List.class));

    private static final Set<String> BODIES = Set.of("json", "none", "text");

    private final int number;
    private final FaultKind kind;
    private final Map<String, @Nullable Object> fields;
    private final Draw draw;
    private final @Nullable Instant until;
    private long skip;
    private long left;
    private long hits;

    private Fault(int number, FaultKind kind, Map<String, @Nullable Object> fields, long seed) {
        this.number = number;
        this.kind = kind;
        this.fields = fields;
        this.draw = new Draw(Draw.key(seed, 0xFA117 + number));
        this.skip = number("skip", 0);
        this.left = number("times", Long.MAX_VALUE);
        this.until = fields.get("until") == null ? null : Instant.parse(text("until", ""));
        probability();
        check();
    }

    /** A field of the wrong type is found here, not by the request that it would strike. */
    private static void checkField(String name, @Nullable Object value) {
        var type = FIELDS.get(name);
        if (type == null) {
            throw new IllegalArgumentException("a fault has no field '" + name + "'; it has " + sorted());
        }
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("the field '" + name + "' of a fault has the wrong type");
        }
    }

    private void check() {
        var status = number("status", 500);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599");
        }
        if (!BODIES.contains(text("body", "json"))) {
            throw new IllegalArgumentException("body must be one of " + new java.util.TreeSet<>(BODIES));
        }
        if (kind == FaultKind.RATE_LIMITED && !WireFaults.LIMITS.contains(text("finch_code", "finch_application_rl"))) {
            throw new IllegalArgumentException(
                    "finch_code must be one of " + new java.util.TreeSet<>(WireFaults.LIMITS));
        }
    }

    /** @throws IllegalArgumentException for what is no fault, saying why */
    static Fault of(@Nullable Object json, int number, long seed) {
        if (!(json instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a fault is a JSON object");
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> fields.put((String) name, value));
        fields.forEach(Fault::checkField);
        var word = String.valueOf(fields.get("kind"));
        var kind = FaultKind.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("there is no fault kind '" + word + "'"));
        try {
            return new Fault(number, kind, fields, seed);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("until must be an instant, such as 2026-08-20T12:00:00Z", e);
        }
    }

    int number() {
        return number;
    }

    FaultKind kind() {
        return kind;
    }

    /** Whether it strikes this request; counts if it does. */
    synchronized boolean strikes(String endpoint, @Nullable String connection, Instant now) {
        if (!matches(endpoint, connection) || left == 0 || (until != null && !now.isBefore(until))) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        if ((draw.next() >>> 11) * 0x1p-53 >= probability()) {
            return false;
        }
        left--;
        hits++;
        return true;
    }

    long number(String field, long absent) {
        return fields.get(field) == null ? absent : ((Number) fields.get(field)).longValue();
    }

    String text(String field, String absent) {
        return fields.get(field) == null ? absent : (String) fields.get(field);
    }

    /** Whether it means this item of a batch: by id, every so-many-th, or all. */
    boolean meansItem(String id, int position) {
        if (fields.get("ids") instanceof List<?> ids) {
            return ids.contains(id);
        }
        return position % Math.max(1, number("every", 1)) == 0;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    synchronized Map<String, @Nullable Object> toJson() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", number);
        json.putAll(fields);
        json.put("hits", hits);
        return json;
    }

    private boolean matches(String endpoint, @Nullable String connection) {
        return kind.canStrike(endpoint)
                && text("endpoint", endpoint).equals(endpoint)
                && (fields.get("connection_id") == null
                        || text("connection_id", "").equals(connection));
    }

    private double probability() {
        var chance = fields.get("probability");
        return chance == null ? 1 : ((Number) chance).doubleValue();
    }

    private static String sorted() {
        return String.join(", ", new java.util.TreeSet<>(FIELDS.keySet()));
    }
}
