package dev.aviary.store;

import dev.aviary.finch.Email;
import dev.aviary.finch.Individual;
import dev.aviary.keys.Keys;
import dev.aviary.keys.TenantKeys;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds people by e-mail address or SSN without opening anything: rows hold keyed tags, which without the tenant's key tell nothing.
 * Each tenant has tags of its own, so that nobody can see who is known to two.
 */
final class BlindIndex {

    enum Kind {
        EMAIL,
        SSN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final MultiRow INSERT = new MultiRow(
            "individual_tag",
            List.of("tenant_id", "connection_id", "entity_id", "individual_id", "kind", "tag"),
            Map.of(),
            "tag = VALUES(tag)");

    private static final String FIND = """
            SELECT connection_id, entity_id, individual_id
            FROM individual_tag
            WHERE tenant_id = ? AND kind = ? AND tag = ?
            ORDER BY connection_id, entity_id, individual_id
            """;

    /** What every SSN has, and a number with its first digits masked has not. */
    private static final int SSN_DIGITS = 6;

    private final JdbcOperations jdbc;
    private final Keys keys;

    BlindIndex(JdbcOperations jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    List<IndividualRef> findByEmail(TenantId tenant, String email) {
        return find(tenant, Kind.EMAIL, email(email));
    }

    List<IndividualRef> findBySsn(TenantId tenant, String ssn) {
        return find(tenant, Kind.SSN, ssn(ssn));
    }

    Companions tags(EntityScope scope, List<Differing<Individual>> rows) {
        var tenant = keys.ofTenant(scope.tenant().value());
        var tags = new ArrayList<@Nullable Object[]>();
        for (var row : rows) {
            emails(row.record()).forEach(email -> tags.add(tag(scope, row.key(), tenant, Kind.EMAIL, email)));
            var ssn = ssn(row.record().ssn());
            if (ssn != null) {
                tags.add(tag(scope, row.key(), tenant, Kind.SSN, ssn));
            }
        }
        return new Companions("individual_tag", CompanionsForm.replaced(rows), INSERT, tags);
    }

    private static @Nullable Object[] tag(EntityScope scope, RowKey key, TenantKeys tenant, Kind kind, String value) {
        return new @Nullable Object[] {
            scope.tenant().toString(),
            scope.connection().value(),
            scope.entity().value(),
            key.id(),
            kind.word(),
            tag(tenant, kind, value)
        };
    }

    /** Of a value as {@link #normal} has it. */
    static byte[] tag(TenantKeys tenant, Kind kind, String value) {
        return tenant.tag("store.individual_tag." + kind.word(), value.getBytes(StandardCharsets.UTF_8));
    }

    private List<IndividualRef> find(TenantId tenant, Kind kind, @Nullable String value) {
        if (value == null) {
            return List.of();
        }
        var tag = tag(keys.ofTenant(tenant.value()), kind, value);
        return jdbc.query(
                FIND,
                (row, number) -> new IndividualRef(
                        new EntityScope(tenant, new ConnectionId(row.getString(1)), new EntityId(row.getString(2))),
                        row.getString(3)),
                tenant.toString(),
                kind.word(),
                tag);
    }

    private static Stream<String> emails(Individual individual) {
        return individual.emails().stream()
                .map(Email::data)
                .map(BlindIndex::email)
                .filter(Objects::nonNull)
                .distinct();
    }

    /** The form of which there is a tag; null for what is none. */
    static @Nullable String normal(Kind kind, @Nullable String text) {
        return kind == Kind.EMAIL ? email(text) : ssn(text);
    }

    private static @Nullable String email(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String ssn(@Nullable String text) {
        if (text == null || text.chars().filter(Character::isDigit).count() < SSN_DIGITS) {
            return null;
        }
        return text.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    }
}
