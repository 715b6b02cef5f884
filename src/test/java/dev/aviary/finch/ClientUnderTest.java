package dev.aviary.finch;

import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A client against a scripted server, in virtual time, with a budget that only counts. */
final class ClientUnderTest implements AutoCloseable {

    static final EntityId ENTITY = new EntityId("c2f0a4de-0000-4000-8000-000000000001");

    final ScriptedFinch server = new ScriptedFinch();
    final VirtualTime time = new VirtualTime();
    final CountingBudget budget = new CountingBudget();
    final AccessToken token = AccessToken.of("5e0c1f6e-3c55-4d1e-9a77-6f2d1f0c9b10".toCharArray());
    final Finch finch;

    ClientUnderTest() {
        this(Duration.ofSeconds(20));
    }

    ClientUnderTest(Duration timeout) {
        finch = to(server.url(), timeout);
    }

    Finch to(URI url, Duration timeout) {
        return to(url, timeout, ClientCredentials.NONE);
    }

    Finch as(ClientCredentials client, URI url) {
        return to(url, Duration.ofSeconds(20), client);
    }

    private Finch to(URI url, Duration timeout, ClientCredentials client) {
        var api = Wire.to(url, Duration.ofSeconds(2), timeout);
        var calls = new Calls(budget, new Retries(new Random(7)), time, time);
        return new HttpFinch(api, calls, new Knock(api, time), client);
    }

    @Override
    public void close() {
        server.close();
    }

    final class CountingBudget implements RequestBudget {

        final List<Bucket> acquired = Collections.synchronizedList(new ArrayList<>());
        int open;
        int silenced;

        @Override
        public Permit acquire(Bucket bucket) {
            acquired.add(bucket);
            open++;
            return new Permit() {
                private boolean closed;

                @Override
                public void close() {
                    if (!closed) {
                        closed = true;
                        open--;
                    }
                }
            };
        }

        @Override
        public Instant silenceHost() {
            silenced++;
            return time.instant().plus(Duration.ofHours(1));
        }
    }
}
