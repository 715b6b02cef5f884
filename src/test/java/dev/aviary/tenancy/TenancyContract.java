package dev.aviary.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What tenancy promises on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TenancyContract {

    private static final ConnectionId C1 = new ConnectionId("c1");

    private DataSource database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private TenancyForTests tenancy;
    private Tenants tenants;
    private Connections connections;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        List.of("connection_entity", "connection", "tenant")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        at("2026-02-28T23:30:00Z");
    }

    @Test
    void findsATenantByNameWithoutRegardToCaseAndMargins() {
        var birch = tenants.named("Birch & Co");

        assertThat(tenants.named("  birch & CO ")).isEqualTo(birch);
        assertThat(tenants.lookUp("BIRCH & co")).contains(birch);
        assertThat(tenants.lookUp(birch.id().toString())).contains(birch);
        assertThat(tenants.find(birch.id())).contains(birch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Muller", "Müller", "Mu\u0308ller ", "Möller", "Straße", "Strasse", "名前", "🦜"})
    void keepsNamesApartThatACollationWouldMakeOne(String name) {
        for (var other : List.of("muller ag", "möllér", "STRASSEN", "名", "🦜🦜")) {
            assertThat(tenants.named(name).id())
                    .isNotEqualTo(tenants.named(other).id());
        }
    }

    @Test
    void takesOneNameInTwoUnicodeFormsForOne() {
        assertThat(tenants.named("Mu\u0308ller")).isEqualTo(tenants.named("M\u00fcller"));
        assertThat(tenants.named("M\u00dcLLER").id())
                .isNotEqualTo(tenants.named("Muller").id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u0000b", "\u001b[31m", "a\u2028b", "\ud800"})
    void refusesNamesNobodyCanRead(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> tenants.named(name));
        assertThat(tenants.lookUp(name)).isEmpty();
    }

    @Test
    void takesTheLongestNameAndRefusesALongerOneWithoutRepeatingIt() {
        assertThat(tenants.named("İ".repeat(255)).name()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tenants.named("x".repeat(256)))
                .withMessageNotContaining("xx");
    }

    @Test
    void listsTenantsByName() {
        Stream.of("cedar", "Alder", "birch").forEach(tenants::named);

        assertThat(tenants.all()).extracting(Tenant::name).containsExactly("Alder", "birch", "cedar");
    }

    @Test
    void findsATenantThatWasCommittedAfterTheCallersSnapshot() {
        transaction.executeWithoutResult(status -> {
            tenants.all();
            var other = inAnotherThread(() -> tenants.named("Acme"));

            assertThat(tenants.named("Acme")).isEqualTo(other);
        });
    }

    @Test
    void takesPartInTheCallersTransaction() {
        transaction.executeWithoutResult(status -> {
            tenancy.connection("Acme", "c1");
            status.setRollbackOnly();
        });

        assertThat(tenants.all()).isEmpty();
        assertThat(connections.all()).isEmpty();
    }

    @Test
    void registersAConnectionOnce() {
        var acme = tenants.named("Acme").id();

        assertThat(connections.register(C1, acme)).isTrue();
        assertThat(connections.register(C1, acme)).isFalse();
        assertThat(connections.find(C1)).hasValueSatisfying(found -> {
            assertThat(found.state()).isEqualTo(ConnectionState.NEW);
            assertThat(found.kind()).isEqualTo(ConnectionKind.UNKNOWN);
            assertThat(found.products()).isEmpty();
            assertThat(found.lastSuccess()).isNull();
        });
    }

    @Test
    void refusesAConnectionOfAnotherTenant() {
        tenancy.connection("Acme", "c1");
        var birch = tenants.named("Birch").id();

        assertThatThrownBy(() -> connections.register(C1, birch)).isInstanceOf(ForeignConnectionException.class);
    }

    @Test
    void refusesAConnectionThatAnotherTenantTookAfterTheCallersSnapshot() {
        var acme = tenants.named("Acme").id();
        var birch = tenants.named("Birch").id();
        transaction.executeWithoutResult(status -> {
            connections.all();
            inAnotherThread(() -> connections.register(C1, acme));

            assertThatThrownBy(() -> connections.register(C1, birch)).isInstanceOf(ForeignConnectionException.class);
        });
    }

    @Test
    void tellsIdsApartByCase() {
        tenancy.connection("Acme", "c1");
        tenancy.connection("Birch", "C1");

        assertThat(connections.all()).hasSize(2);
    }

    @Test
    void keepsWhatFinchTold() {
        tenancy.connection("Acme", "c1");
        connections.describe(
                C1, "gusto", ConnectionKind.ASSISTED, Set.of("directory", "new_thing"), List.of(entity("e1", "One")));

        assertThat(connections.find(C1)).hasValueSatisfying(found -> {
            assertThat(found.provider()).isEqualTo("gusto");
            assertThat(found.kind()).isEqualTo(ConnectionKind.ASSISTED);
            assertThat(found.products()).containsExactlyInAnyOrder("directory", "new_thing");
            assertThat(found.entities()).containsExactly(entity("e1", "One"));
        });
    }

    @Test
    void marksEntitiesThatAreNotListedAnyMore() {
        tenancy.connection("Acme", "c1");
        describe(entity("e1", "One"), entity("e2", null));
        describe(entity("e2", "Two"));

        assertThat(entitiesOfC1())
                .containsExactly(new Entity(new EntityId("e1"), "One", "disconnected"), entity("e2", "Two"));
    }

    @Test
    void doesNotTakeAnEmptyListOfEntitiesForNews() {
        tenancy.connection("Acme", "c1");
        describe(entity("e1", "One"));
        describe();

        assertThat(entitiesOfC1()).containsExactly(entity("e1", "One"));
    }

    @Test
    void keepsLongAndForeignWordsFromOutside() {
        tenancy.connection("Acme", "c1");
        var many = Stream.iterate(1, i -> i + 1).limit(200).map(i -> "product_number_" + i);
        connections.describe(
                C1,
                "p".repeat(300),
                ConnectionKind.UNKNOWN,
                many.collect(java.util.stream.Collectors.toSet()),
                List.of(new Entity(new EntityId("e1"), "🦜".repeat(200), "zustand_ungewiß")));

        assertThat(connections.find(C1)).hasValueSatisfying(found -> {
            assertThat(found.provider()).hasSize(255);
            assertThat(found.products()).hasSize(200);
            assertThat(found.entities().get(0).name()).isEqualTo("🦜".repeat(127));
            assertThat(found.entities().get(0).status()).isEqualTo("zustand_ungewiß");
        });
    }

    @Test
    void listsConnectionsByTenantNameThenId() {
        tenancy.connection("birch", "c9");
        tenancy.connection("Acme", "c2");
        tenancy.connection("Acme", "c1");
        describe(entity("e1", "One"));

        assertThat(connections.all())
                .extracting(connection -> connection.id().value())
                .containsExactly("c1", "c2", "c9");
        assertThat(connections.ofTenant(tenants.named("Acme").id()))
                .hasSize(2)
                .first()
                .satisfies(connection -> assertThat(connection.entities()).hasSize(1));
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(ConnectionState.values())
                .flatMap(from -> Arrays.stream(ConnectionState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void becomesExactlyWhatTheTransitionTableAllows(ConnectionState from, ConnectionState to) {
        tenancy.connection("Acme", "c1");
        jdbc.sql("UPDATE connection SET state = :state")
                .param("state", from.name())
                .update();

        if (from.canBecome(to)) {
            connections.become(C1, to, "because");
            assertThat(state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> connections.become(C1, to, "because"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("c1", from.name(), to.name());
            assertThat(state()).isEqualTo(from);
        }
    }

    @Test
    void reportsALostRace() {
        tenancy.connection("Acme", "c1");
        var late = new JdbcConnections(jdbc, Clock.systemUTC()) {
            @Override
            public Optional<Connection> find(ConnectionId id) {
                var seen = super.find(id);
                connections.become(C1, ConnectionState.DISCONNECTING, null);
                return seen;
            }
        };

        assertThatThrownBy(() -> late.become(C1, ConnectionState.CONNECTED, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("c1", "was NEW", "is now DISCONNECTING", "CONNECTED");
        assertThat(state()).isEqualTo(ConnectionState.DISCONNECTING);
    }

    @Test
    void remembersSinceWhenAStateHolds() {
        tenancy.connection("Acme", "c1");
        at("2026-03-01T00:00:00Z");
        connections.become(C1, ConnectionState.REAUTH, "reauthenticate_user");
        at("2026-03-02T00:00:00Z");
        connections.become(C1, ConnectionState.REAUTH, "again");

        assertThat(jdbc.sql("SELECT CAST(state_since AS CHAR(19)) FROM connection")
                        .query(String.class)
                        .single())
                .isEqualTo("2026-03-01 00:00:00");
        assertThat(connections.find(C1).orElseThrow().stateCause()).isEqualTo("again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "free text", "a\nb", "tökén"})
    void refusesACauseThatIsNoMachineWord(String cause) {
        tenancy.connection("Acme", "c1");

        assertThatIllegalArgumentException().isThrownBy(() -> connections.become(C1, ConnectionState.REAUTH, cause));
    }

    @Test
    void refusesToChangeWhatIsNotOnRecord() {
        var unknown = new ConnectionId("nobody");

        assertThatThrownBy(() -> connections.become(unknown, ConnectionState.REAUTH, null))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> connections.synced(unknown, Instant.EPOCH, null))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> connections.describe(unknown, null, ConnectionKind.UNKNOWN, Set.of(), List.of()))
                .hasMessageContaining("nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-26T14:00:00.123456Z",
                "2026-03-29T01:30:00Z",
                "1969-12-31T23:59:59Z",
                "2071-06-01T00:00:00Z"
            })
    void keepsInstantsWhateverTheZoneOfTheMachine(String instant) {
        tenancy.connection("Acme", "c1");
        var before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            connections.synced(C1, Instant.parse(instant), "2026-08-20 or so");
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

            assertThat(connections.find(C1).orElseThrow().lastSuccess()).isEqualTo(instant);
            assertThat(connections.find(C1).orElseThrow().dataAsOf()).isEqualTo("2026-08-20 or so");
            assertThat(jdbc.sql("SELECT CAST(last_success AS CHAR(19)) FROM connection")
                            .query(String.class)
                            .single())
                    .isEqualTo(instant.substring(0, 19).replace('T', ' '));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private void at(String instant) {
        tenancy = TenancyForTests.in(database, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
        tenants = tenancy.tenants();
        connections = tenancy.connections();
    }

    private void describe(Entity... entities) {
        connections.describe(C1, null, ConnectionKind.AUTOMATED, Set.of(), List.of(entities));
    }

    private List<Entity> entitiesOfC1() {
        return connections.find(C1).orElseThrow().entities();
    }

    private ConnectionState state() {
        return connections.find(C1).orElseThrow().state();
    }

    private static Entity entity(String id, @org.jspecify.annotations.Nullable String name) {
        return new Entity(new EntityId(id), name, "connected");
    }

    private static <T> T inAnotherThread(java.util.concurrent.Callable<T> work) {
        var thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            thread.shutdownNow();
        }
    }
}
