package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys that somebody swaps in the database, between rows, tenants, tables and columns: whoever needs one of them is refused, and nobody else is harmed. */
class SwappedColumnsTests {

    private static final int SWAPS = 150;
    private static final List<UUID> TENANTS = List.of(new UUID(1, 1), new UUID(2, 2));
    private static final UUID BYSTANDER = new UUID(3, 3);
    private static final List<String> PEOPLE = List.of("i1", "i2", "i3");
    private static final Place PLACE = Place.of("benefit", "c1", "e1", "b1");

    @TempDir
    private Path directory;

    private final DataSource database = TestDatabase.h2().dataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final List<Cell> cells = new ArrayList<>();
    private byte[] bystanders = {};

    /** A column of a row, and the use that needs it. */
    private record Cell(String table, String column, String where, Runnable use) {

        byte[] read(JdbcTemplate jdbc) {
            return jdbc.queryForObject("SELECT " + column + " FROM " + table + " WHERE " + where, byte[].class);
        }

        void write(JdbcTemplate jdbc, byte[] value) {
            assertThat(jdbc.update("UPDATE " + table + " SET " + column + " = ? WHERE " + where, value))
                    .isEqualTo(1);
        }
    }

    @BeforeEach
    void fill() {
        for (var tenant : TENANTS) {
            var value = process().ofTenant(tenant).seal(bytes("x"), PLACE);
            var where = "tenant_id = '" + tenant + "'";
            cells.add(new Cell("tenant_keyset", "sealing", where, () -> process()
                    .ofTenant(tenant)
                    .open(value, PLACE)));
            cells.add(new Cell("tenant_keyset", "tagging", where, () -> process()
                    .ofTenant(tenant)
                    .tag("t", bytes("x"))));
            PEOPLE.forEach(one -> addPerson(tenant, one));
        }
        for (var name : List.of("audit-chain", "windows")) {
            installation().vouching(name);
            cells.add(new Cell("installation_key", "wrapped", "name = '" + name + "'", () -> installation()
                    .vouching(name)));
        }
        bystanders = process().ofTenant(BYSTANDER).seal(bytes("y"), PLACE);
    }

    private void addPerson(UUID tenant, String one) {
        var value = person(tenant, one).seal(bytes("x"), PLACE);
        var name = person(tenant, one).pseudonym();
        var where = "tenant_id = '" + tenant + "' AND individual_id = '" + one + "'";
        cells.add(new Cell(
                "individual_key", "wrapped", where, () -> person(tenant, one).open(value, PLACE)));
        cells.add(new Cell("individual_key", "pseudonym", where, () -> assertThat(
                        person(tenant, one).pseudonym())
                .isEqualTo(name)));
    }

    @Test
    void areRefusedInEveryPlaceButTheirOwn() {
        var random = new Random(20_261_125);
        for (var swap = 0; swap < SWAPS; swap++) {
            var one = cells.get(random.nextInt(cells.size()));
            var other = cells.get(random.nextInt(cells.size()));
            if (one == other) {
                continue;
            }
            var ofOne = one.read(jdbc);
            var ofOther = other.read(jdbc);
            one.write(jdbc, ofOther);
            other.write(jdbc, ofOne);

            isRefused(one);
            isRefused(other);
            assertThat(process().ofTenant(BYSTANDER).open(bystanders, PLACE)).isEqualTo(bytes("y"));

            one.write(jdbc, ofOne);
            other.write(jdbc, ofOther);
        }
        cells.forEach(cell -> assertThatCode(cell.use()::run).doesNotThrowAnyException());
    }

    @Test
    void aPseudonymOfAnotherHarmsNobodysData() {
        jdbc.update(
                "UPDATE individual_key SET pseudonym = (SELECT pseudonym FROM individual_key WHERE individual_id = 'i2' AND tenant_id = ?) WHERE individual_id = 'i1' AND tenant_id = ?",
                TENANTS.get(0).toString(),
                TENANTS.get(0).toString());

        var key = person(TENANTS.get(0), "i1");
        assertThat(key.open(key.seal(bytes("x"), PLACE), PLACE)).isEqualTo(bytes("x"));
        assertThat(catchThrowable(key::pseudonym))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("i1");
    }

    private static void isRefused(Cell cell) {
        assertThat(catchThrowable(cell.use()::run))
                .as(cell.table() + "." + cell.column() + " where " + cell.where())
                .isInstanceOfAny(SealBrokenException.class, KeyUnusableException.class)
                .hasMessageMatching("(?s).*(restore the row|was changed|does not open|do not open).*");
    }

    private IndividualKey person(UUID tenant, String id) {
        return process()
                .ofTenant(tenant)
                .ofIndividuals("c" + tenant.getLeastSignificantBits(), List.of(id))
                .get(id);
    }

    /** With nothing in memory. */
    private Keys process() {
        return KeysForTests.open(directory.resolve("keys").resolve("kek.json"), database, Clock.systemUTC());
    }

    private InstallationKeys installation() {
        return KeysForTests.installation(directory.resolve("keys").resolve("kek.json"), database, Clock.systemUTC());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
