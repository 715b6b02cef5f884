package dev.aviary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes each request the way that Finch does: address limit, version, authentication, product limit, then product, connection state and entity,
 * then the endpoint. Whoever refuses it answers it.
 */
final class Desk {

    private static final String VERSION = "2020-09-17";

    private final AtomicReference<World> world;
    private final Pause pause;
    private final List<Route> routes;
    private final Route nowhere = new Route("", "", "unknown", Route.Access.OPEN, null, call -> {
        throw ApiError.of(404, "not_found_error", null, "There is no such endpoint");
    });

    Desk(Settings settings, Clock machine, Pause pause) {
        this.world = new AtomicReference<>(new World(settings, machine));
        this.pause = pause;
        this.routes = Routes.all(() -> world.set(new World(settings, machine)));
    }

    World world() {
        return world.get();
    }

    void handle(HttpExchange http) throws IOException {
        var here = world.get();
        var match = find(http.getRequestMethod(), http.getRequestURI().getPath());
        try {
            answer(new Call(http, here, here.clock().now(), match), http);
        } catch (ResponseBody.CutException e) {
            http.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            http.close();
        }
    }

    private void answer(Call call, HttpExchange http) throws IOException, InterruptedException {
        try {
            serve(call, http.getRemoteAddress().getAddress().getHostAddress());
        } catch (ApiError e) {
            call.drain();
            if (e.isRateLimit() && call.world().switches().is(Switch.RETRY_AFTER, "on")) {
                call.header("Retry-After", "60");
            }
            call.answer(e);
        }
    }

    private void serve(Call call, String address) throws IOException, InterruptedException {
        if (call.route().access() == Route.Access.ADMIN) {
            Gate.authenticate(call);
            call.route().handler().answer(call);
            return;
        }

        call.world().limits().checkAddress(address, call.now());
        wait(call.world().latency());
        checkVersion(call);
        Gate.authenticate(call);
        call.world().limits().checkProduct(call.route().name(), call.now());
        if (!isStruck(call) && Gate.admits(call)) {
            call.route().handler().answer(call);
        }
    }

    private boolean isStruck(Call call) throws IOException, InterruptedException {
        var link = call.linkOrNull();
        var struck = call.world().faults().striking(call.route().name(), link == null ? null : link.id(), call.now());
        call.struckBy(struck);
        var slow = call.fault(FaultKind.SLOW);
        if (slow != null) {
            wait(Duration.ofMillis(slow.number("millis", 65_000)));
        }
        return WireFaults.answered(call);
    }

    private void wait(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            pause.of(duration);
        }
    }

    private static void checkVersion(Call call) {
        if (call.world().switches().is(Switch.VERSION_HEADER, "required")
                && !VERSION.equals(call.header("Finch-API-Version"))) {
            throw ApiError.badRequest("The header Finch-API-Version must be " + VERSION);
        }
    }

    private Route.Match find(String method, String path) {
        for (var route : routes) {
            var match = route.match(method, path);
            if (match != null) {
                return match;
            }
        }
        return new Route.Match(nowhere, java.util.Map.of());
    }
}
