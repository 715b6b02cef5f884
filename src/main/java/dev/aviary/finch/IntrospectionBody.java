package dev.aviary.finch;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionKind;
import dev.aviary.tenancy.Entity;
import dev.aviary.tenancy.EntityId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /introspect} as it stands on the wire (finch-api 2.4). */
record IntrospectionBody(
        @Nullable String connectionId,
        @Nullable String providerId,
        @Nullable Status connectionStatus,
        @Nullable Object manual,
        @Nullable List<Method> authenticationMethods,
        @Nullable List<EntityBody> entities,
        @Nullable List<String> products) {

    record Status(@Nullable String status, @Nullable String lastSuccessfulSync) {}

    record Method(@Nullable String type) {}

    record EntityBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status) {}

    Introspection toIntrospection(String requestId) {
        try {
            return new Introspection(
                    new ConnectionId(Objects.requireNonNull(connectionId)),
                    Words.printable(providerId),
                    kind(),
                    connectionStatus == null ? null : status(connectionStatus.status()),
                    connectionStatus == null ? null : Words.printable(connectionStatus.lastSuccessfulSync()),
                    words(),
                    Lists.withoutNulls(entities).stream()
                            .map(IntrospectionBody::entity)
                            .toList(),
                    requestId);
        } catch (IllegalArgumentException | NullPointerException e) {
            // An id is missing or cannot be one. The exception could quote it.
            throw new WrongShapeException();
        }
    }

    /** {@code manual} has been seen as a boolean and as text. Without it the authentication methods tell. */
    private ConnectionKind kind() {
        if (manual != null) {
            return "true".equalsIgnoreCase(manual.toString()) ? ConnectionKind.ASSISTED : ConnectionKind.AUTOMATED;
        }
        var methods = Lists.withoutNulls(authenticationMethods);
        if (methods.isEmpty()) {
            return ConnectionKind.UNKNOWN;
        }
        var assisted = methods.stream().allMatch(method -> "assisted".equals(method.type()));
        return assisted ? ConnectionKind.ASSISTED : ConnectionKind.AUTOMATED;
    }

    /** Some sandbox examples write {@code employer:company} for {@code company} (finch-api 2). */
    private Set<String> words() {
        var words = new LinkedHashSet<String>();
        for (var product : Lists.withoutNulls(products)) {
            var word = Words.word(product.startsWith("employer:") ? product.substring(9) : product);
            if (word != null) {
                words.add(word);
            }
        }
        return words;
    }

    private static Entity entity(EntityBody body) {
        var status = status(body.status());
        return new Entity(
                new EntityId(Objects.requireNonNull(body.id())),
                body.name() == null
                        ? null
                        : body.name().substring(0, Math.min(body.name().length(), 255)),
                status == null ? "unknown" : status);
    }

    private static @Nullable String status(@Nullable String text) {
        var word = Words.word(text);
        return word == null && text != null ? "unknown" : word;
    }
}
