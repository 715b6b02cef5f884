package dev.aviary.leakscan.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.aviary.finch.Email;
import dev.aviary.finch.Individual;
import dev.aviary.keys.KeysForTests;
import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.store.EntityScope;
import dev.aviary.store.StoreForTests;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tenants with people in a store on H2, whose numbers are all below 100,000,000 times nine, and texts about nobody of them. */
final class PeopleGround {

    private static final int OF_NOBODY = 900_000_000;
    private static final int NUMBERS = 100_000_000;

    private final List<TenantId> tenants = new ArrayList<>();
    private final PeopleSearch search;

    /** @param people of each tenant */
    PeopleGround(int tenants, int people, Path keyFile, Clock clock) {
        var database = TestDatabase.h2().dataSource();
        var keys = KeysForTests.open(keyFile, database, clock);
        var store = StoreForTests.in(database, keys, clock);
        var transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        for (var tenant = 0; tenant < tenants; tenant++) {
            var id = new TenantId(new UUID(9, tenant));
            var scope = new EntityScope(
                    id, new ConnectionId("connection-" + tenant), new EntityId("00000000-0000-4000-8000-000000000001"));
            for (var from = 0; from < people; from += 500) {
                var rows = store.prepareIndividuals(scope, people(tenant, from, Math.min(people, from + 500)));
                transactions.executeWithoutResult(status -> store.write(rows, 1));
            }
            this.tenants.add(id);
        }
        this.search = new PeopleSearch(StoreForTests.people(database, keys), true);
    }

    private static List<Individual> people(int tenant, int from, int to) {
        var people = new ArrayList<Individual>();
        for (var i = from; i < to; i++) {
            people.add(new Individual(
                    "i" + i,
                    "Ira",
                    null,
                    "Voss",
                    null,
                    List.of(new Email("p" + i + "@t" + tenant + ".example", "personal")),
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    ssn(tenant, i),
                    null,
                    Map.of()));
        }
        return people;
    }

    static String ssn(int tenant, int person) {
        return "%09d".formatted(100_000_000 + tenant * 1_000_000 + person);
    }

    Detector detector() {
        return search.detector(tenants, new byte[16]).orElseThrow();
    }

    /** Lines with a number and an address each, none of them twice in a row and none of a person of the store. Returns how many were taken for somebody's. */
    static long findings(Detector detector, long lines, Random random) {
        var hits = new long[1];
        for (long done = 0; done < lines; done += 10_000) {
            detector.search(Block.whole(lines(random)), hit -> hits[0]++);
        }
        return hits[0];
    }

    static byte[] lines(Random random) {
        var text = new StringBuilder();
        for (var line = 0; line < 10_000; line++) {
            var number = OF_NOBODY + random.nextInt(NUMBERS);
            text.append(
                    line % 2 == 0
                            ? "%09d".formatted(number)
                            : "%03d-%02d-%04d".formatted(number / 1_000_000, number / 10_000 % 100, number % 10_000));
            text.append(" n").append(Integer.toString(random.nextInt(), 36)).append("@t0.example\n");
        }
        return text.toString().getBytes(US_ASCII);
    }
}
