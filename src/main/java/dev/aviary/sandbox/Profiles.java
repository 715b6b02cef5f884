package dev.aviary.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which connections a sandbox begins with. */
final class Profiles {

    private static final Set<String> ALL = Set.copyOf(Blueprint.ALL_PRODUCTS);

    private Profiles() {}

    /** Equal tenants: one automated connection with one entity and every product. */
    static List<Blueprint> equal(int tenants, int employees, int payRuns, boolean benefits, long seed) {
        var products = benefits ? ALL : without("benefits");
        var blueprints = new ArrayList<Blueprint>();
        for (int i = 0; i < tenants; i++) {
            blueprints.add(blueprint(i, seed, "gusto", "oauth", "connected", List.of(employees), products, payRuns));
        }
        return blueprints;
    }

    /** A handful of unequal tenants: one of each kind that an operator will meet. */
    static List<Blueprint> demo(int payRuns, long seed) {
        var runs = payRuns == 0 ? 3 : payRuns;
        return List.of(
                blueprint(0, seed, "gusto", "oauth", "connected", List.of(480), without("ssn"), runs),
                blueprint(
                        1,
                        seed,
                        "bamboo_hr",
                        "api_token",
                        "connected",
                        List.of(850),
                        without("pay_statement", "ssn"),
                        runs),
                blueprint(
                        2,
                        seed,
                        "adp_workforce_now",
                        "credential",
                        "connected",
                        List.of(620, 240, 95),
                        without("ssn"),
                        runs),
                blueprint(
                        3,
                        seed,
                        "paychex_flex",
                        "assisted",
                        "connected",
                        List.of(310),
                        without("ssn", "benefits"),
                        runs),
                blueprint(4, seed, "trinet", "assisted", "processing", List.of(150), without("ssn", "benefits"), runs),
                blueprint(5, seed, "paycom", "credential", "reauth", List.of(260), without("ssn"), runs),
                blueprint(6, seed, "rippling", "oauth", "connected", List.of(130), ALL, runs));
    }

    private static Set<String> without(String... products) {
        var some = new TreeSet<>(ALL);
        some.removeAll(Set.of(products));
        return some;
    }

    private static Blueprint blueprint(
            int number,
            long seed,
            String provider,
            String authentication,
            String status,
            List<Integer> sizes,
            Set<String> products,
            int payRuns) {
        var name = Naming.company(number, seed);
        @Nullable String customer = "cust-" + (number + 1);
        return new Blueprint(name, provider, authentication, status, sizes, products, payRuns, customer, null);
    }
}
