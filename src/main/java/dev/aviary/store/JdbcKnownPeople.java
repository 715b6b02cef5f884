package dev.aviary.store;

import dev.aviary.keys.Keys;
import dev.aviary.keys.TenantKeys;
import dev.aviary.store.BlindIndex.Kind;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** People by the table of tags. */
@Component
class JdbcKnownPeople implements KnownPeople {

    private static final int ROWS_AT_ONCE = 1000;

    private static final String HAS_SSN =
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM individual_tag WHERE tenant_id = ? AND kind = 'ssn' LIMIT 1) ssns";

    /** Addresses that stand in a column are no secret of the store. */
    private static final String TAGS = """
            SELECT t.kind, t.tag, i.work_email, t.connection_id, t.entity_id, t.individual_id
              FROM individual_tag t
              LEFT JOIN individual i
                ON i.connection_id = t.connection_id AND i.entity_id = t.entity_id AND i.individual_id = t.individual_id
             WHERE t.tenant_id = ? AND (t.kind = 'ssn' OR i.emails IS NULL)
            """;

    private static final String WHOSE =
            TAGS + " AND t.kind = ? AND t.tag = ? ORDER BY t.connection_id, t.entity_id, t.individual_id";

    private final JdbcOperations jdbc;
    private final Keys keys;

    JdbcKnownPeople(JdbcOperations jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public PeopleIndex of(Collection<TenantId> tenants) {
        var index = new Index();
        tenants.stream().distinct().filter(this::hasSsn).forEach(index::add);
        return index;
    }

    private boolean hasSsn(TenantId tenant) {
        var count = jdbc.queryForObject(HAS_SSN, Integer.class, tenant.toString());
        return count != null && count > 0;
    }

    private record Known(TenantId id, TenantKeys keys) {}

    private final class Index implements PeopleIndex {

        private final List<Known> tenants = new ArrayList<>();
        private final TagSet ssns = new TagSet();
        private final TagSet emails = new TagSet();

        private void add(TenantId tenant) {
            var of = keys.ofTenant(tenant.value());
            tenants.add(new Known(tenant, of));
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement(TAGS);
                        statement.setFetchSize(ROWS_AT_ONCE);
                        statement.setString(1, tenant.toString());
                        return statement;
                    },
                    (ResultSet row) -> {
                        var tag = row.getBytes(2);
                        if (row.getString(1).equals(Kind.SSN.word())) {
                            ssns.add(tag);
                        } else if (!isWork(of, tag, row.getString(3))) {
                            emails.add(tag);
                        }
                    });
        }

        @Override
        public boolean isEmpty() {
            return tenants.isEmpty();
        }

        @Override
        public int size() {
            return ssns.size() + emails.size();
        }

        @Override
        public List<IndividualRef> bySsn(String ssn) {
            return by(Kind.SSN, ssns, ssn);
        }

        @Override
        public List<IndividualRef> byPrivateEmail(String email) {
            return by(Kind.EMAIL, emails, email);
        }

        private List<IndividualRef> by(Kind kind, TagSet tags, String text) {
            var value = BlindIndex.normal(kind, text);
            if (value == null || tags.size() == 0) {
                return List.of();
            }
            List<IndividualRef> found = List.of();
            for (var tenant : tenants) {
                var tag = BlindIndex.tag(tenant.keys(), kind, value);
                if (tags.mayHave(tag)) {
                    found = found.isEmpty() ? new ArrayList<>() : found;
                    found.addAll(whose(tenant, kind, tag));
                }
            }
            return found;
        }
    }

    private List<IndividualRef> whose(Known tenant, Kind kind, byte[] tag) {
        var found = new ArrayList<IndividualRef>();
        jdbc.query(
                WHOSE,
                (ResultSet row) -> {
                    if (kind == Kind.SSN || !isWork(tenant.keys(), tag, row.getString(3))) {
                        var scope = new EntityScope(
                                tenant.id(), new ConnectionId(row.getString(4)), new EntityId(row.getString(5)));
                        found.add(new IndividualRef(scope, row.getString(6)));
                    }
                },
                tenant.id().toString(),
                kind.word(),
                tag);
        return found;
    }

    private static boolean isWork(TenantKeys keys, byte[] tag, @Nullable String workEmail) {
        var work = BlindIndex.normal(Kind.EMAIL, workEmail);
        return work != null && Arrays.equals(BlindIndex.tag(keys, Kind.EMAIL, work), tag);
    }
}
