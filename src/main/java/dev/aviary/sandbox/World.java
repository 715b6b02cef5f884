package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Everything there is in one sandbox. A reset throws it away and makes the same one again. */
final class World {

    private static final int LONG_TOKEN = 255;

    private final Settings settings;
    private final SandboxClock clock;
    private final Ids ids;
    private final Switches switches;
    private final RateLimits limits;
    private final Faults faults;
    private final Webhooks webhooks;
    private final RequestLog log = new RequestLog();
    private final Sessions sessions = new Sessions();
    private final PendingStatements pending = new PendingStatements();
    private final List<Link> links = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    World(Settings settings, Clock machine) {
        this.settings = settings;
        this.clock = settings.clock() == null
                ? SandboxClock.following(machine)
                : SandboxClock.standingAt(settings.clock(), machine);
        this.ids = new Ids(settings.seed());
        this.switches = new Switches(settings.switches());
        this.limits = new RateLimits(switches);
        this.faults = new Faults(settings.seed());
        this.webhooks = new Webhooks(faults);
        settings.faults().forEach(faults::arm);
        settings.blueprints().forEach(this::connect);
    }

    SandboxClock clock() {
        return clock;
    }

    Ids ids() {
        return ids;
    }

    Switches switches() {
        return switches;
    }

    RateLimits limits() {
        return limits;
    }

    Faults faults() {
        return faults;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    RequestLog log() {
        return log;
    }

    Sessions sessions() {
        return sessions;
    }

    PendingStatements pending() {
        return pending;
    }

    Duration latency() {
        return settings.latency();
    }

    String clientId() {
        return ids.of(Kind.CLIENT, 0, 0);
    }

    String clientSecret() {
        return "finch-secret-sandbox-" + ids.of(Kind.CLIENT, 0, 1).replace("-", "");
    }

    /** In the same time whatever is wrong. */
    boolean isClient(@Nullable String id, @Nullable String secret) {
        var rightId = MessageDigest.isEqual(bytes(clientId()), bytes(id));
        return MessageDigest.isEqual(bytes(clientSecret()), bytes(secret)) && rightId;
    }

    String nextRequestId() {
        return ids.of(Kind.REQUEST, 0, requests.incrementAndGet());
    }

    synchronized Link connect(Blueprint blueprint) {
        if (entities.size() + blueprint.sizes().size() > Ids.MAX_PLACES) {
            throw ApiError.badRequest("There are too many connections");
        }
        var now = clock.now();
        var link = new Link(links.size(), ids, settings.seed(), blueprint, now);
        for (int i = 0; i < blueprint.sizes().size(); i++) {
            var size = blueprint.sizes().get(i);
            var firstRun = Run.lastBy(link.dataDay(now)) - blueprint.runsFor(size) + 1;
            var name = i == 0 ? blueprint.tenant() : blueprint.tenant() + " " + Naming.branch(i);
            var entity = new Entity(link, entities.size(), ids, settings.seed(), name, size, firstRun);
            entities.add(entity);
            link.attach(entity);
        }
        links.add(link);
        return link;
    }

    synchronized List<Link> links() {
        return List.copyOf(links);
    }

    synchronized @Nullable Link link(int number) {
        return number < links.size() ? links.get(number) : null;
    }

    synchronized @Nullable Entity entity(int number) {
        return number < entities.size() ? entities.get(number) : null;
    }

    @Nullable
    Link linkById(String connectionId) {
        var ref = ids.find(connectionId, Kind.CONNECTION);
        return ref == null ? null : link(ref.place());
    }

    /** The connection whose token this is, also if it has ended. */
    @Nullable
    Link linkOf(String token) {
        var ref = ids.find(plain(token), Kind.TOKEN);
        var link = ref == null ? null : link(ref.place());
        return link != null
                        && link.hasIssued(ref.index())
                        && tokenOf(link, ref.index()).equals(token)
                ? link
                : null;
    }

    String newestToken(Link link) {
        return tokenOf(link, link.newestToken());
    }

    String tokenOf(Link link, int serial) {
        var id = ids.of(Kind.TOKEN, link.number(), serial);
        return switch (switches.of(Switch.TOKEN_SHAPE)) {
            case "opaque" -> "fsbx_" + id.replace("-", "_");
            case "long" -> id + "." + "aZ09-_~+/".repeat(LONG_TOKEN).substring(0, LONG_TOKEN - id.length() - 1);
            default -> id;
        };
    }

    String tokenId(Link link) {
        return ids.of(Kind.INTROSPECTION, link.number(), link.newestToken());
    }

    /** Applies what finished refreshes did to the connection. */
    void settle(Link link, Instant now) {
        for (var job : link.jobs().ended(now)) {
            switch (job.outcome()) {
                case "reauth_error" -> link.become("reauth");
                case "permissions_error" -> link.become("error_permissions");
                case "complete" -> link.change(job.ends());
                default -> {}
            }
        }
    }

    private static String plain(String token) {
        if (token.startsWith("fsbx_")) {
            return token.substring(5).replace("_", "-");
        }
        return token.length() > 36 ? token.substring(0, 36) : token;
    }

    private static byte[] bytes(@Nullable String text) {
        return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }
}
