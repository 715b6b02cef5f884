package dev.aviary.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is to be.
 *
 * @param port 0 for a free one
 * @param clock where its clock stands still at the beginning; null to follow the machine's
 * @param faults armed from the beginning, as JSON trees
 */
record Settings(
        int port,
        long seed,
        Duration latency,
        @Nullable Instant clock,
        Map<Switch, String> switches,
        List<@Nullable Object> faults,
        List<Blueprint> blueprints) {}
