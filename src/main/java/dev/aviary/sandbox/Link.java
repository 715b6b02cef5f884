package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One Finch connection with its tokens, state and freshness. Mutable and thread-safe. */
final class Link {

    static final String DISCONNECTED = "disconnected";

    private final int number;
    private final Ids ids;
    private final long key;
    private final Blueprint blueprint;
    private final Instant created;
    private final List<Entity> entities = new ArrayList<>();
    private final Jobs jobs = new Jobs();
    private Set<String> products;
    private String status;
    private volatile String authentication;
    private int tokens = 1;
    private volatile int epoch;
    private @Nullable Instant changed;

    Link(int number, Ids ids, long seed, Blueprint blueprint, Instant created) {
        this.number = number;
        this.ids = ids;
        this.key = Draw.key(seed, 0x11AB + number);
        this.blueprint = blueprint;
        this.created = created;
        this.products = new TreeSet<>(blueprint.products());
        this.status = blueprint.status();
        this.authentication = blueprint.authentication();
    }

    void attach(Entity entity) {
        entities.add(entity);
    }

    int number() {
        return number;
    }

    String id() {
        return ids.of(Kind.CONNECTION, number, 0);
    }

    String accountId() {
        return ids.of(Kind.ACCOUNT, number, 0);
    }

    Blueprint blueprint() {
        return blueprint;
    }

    String provider() {
        return blueprint.provider();
    }

    Jobs jobs() {
        return jobs;
    }

    List<Entity> entities() {
        return entities;
    }

    List<Entity> connectedEntities() {
        return entities.stream().filter(entity -> !entity.isDisconnected()).toList();
    }

    boolean assisted() {
        return authentication.equals("assisted");
    }

    String authentication() {
        return authentication;
    }

    synchronized Set<String> products() {
        return products;
    }

    synchronized void grant(Set<String> granted) {
        products = new TreeSet<>(granted);
    }

    synchronized String status() {
        return status;
    }

    synchronized void become(String next) {
        status = next;
    }

    synchronized boolean isDisconnected() {
        return status.equals(DISCONNECTED);
    }

    int epoch() {
        return epoch;
    }

    /** All ids of people and payments change, as they may when a connection changes its way to sign in. */
    synchronized void turnIdsOver(Instant now) {
        epoch = (epoch + 1) % Ids.MAX_EPOCHS;
        changed = now;
    }

    synchronized void authenticateBy(String method, Instant now) {
        if (!method.equals(authentication)) {
            authentication = method;
            turnIdsOver(now);
        }
    }

    /** The newest serial number of its tokens; all of them stay good until the connection ends. */
    synchronized int newestToken() {
        return tokens - 1;
    }

    synchronized int issueToken() {
        return tokens++;
    }

    synchronized boolean hasIssued(int serial) {
        return serial >= 0 && serial < tokens;
    }

    /** Something changed at the provider and was read at once. */
    synchronized void change(Instant now) {
        changed = now;
    }

    /** When the data that is served now was read: last night, last week for assisted ones, or later if something was changed since. */
    synchronized Instant lastSync(Instant now) {
        var regular = regularSync(now);
        return changed != null && changed.isAfter(regular) && !changed.isAfter(now) ? changed : regular;
    }

    Instant nextSync(Instant now) {
        return regularSync(now).plus(assisted() ? Duration.ofDays(7) : Duration.ofDays(1));
    }

    LocalDate dataDay(Instant now) {
        return LocalDate.ofInstant(lastSync(now), ZoneOffset.UTC);
    }

    Instant created() {
        return created;
    }

    /** Each connection has its own second of the night, between two and four. */
    private Instant regularSync(Instant now) {
        var second = 7_200 + (int) ((key >>> 16) & 0xFFFFF) % 7_200;
        var day = LocalDate.ofInstant(now.minusSeconds(second), ZoneOffset.UTC);
        if (assisted()) {
            day = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.of(1 + (int) ((key >>> 8) & 0xFF) % 7)));
        }
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
    }
}
