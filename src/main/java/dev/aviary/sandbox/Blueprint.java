package dev.aviary.sandbox;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is to be.
 *
 * @param authentication credential, api_token, oauth or assisted
 * @param sizes people of each entity
 * @param payRuns pay runs of history; 0 for what finch-api 2.20 does: history up to 100 people, else a single run
 */
record Blueprint(
        String tenant,
        String provider,
        String authentication,
        String status,
        List<Integer> sizes,
        Set<String> products,
        int payRuns,
        @Nullable String customerId,
        @Nullable String customerEmail) {

    static final List<String> ALL_PRODUCTS = List.of(
            "company",
            "directory",
            "individual",
            "employment",
            "payment",
            "pay_statement",
            "benefits",
            "ssn",
            "documents");

    private static final int HISTORY = 26;

    int runsFor(int size) {
        return payRuns > 0 ? payRuns : size <= 100 ? HISTORY : 1;
    }

    boolean assisted() {
        return authentication.equals("assisted");
    }
}
