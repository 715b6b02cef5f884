package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.StillClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentTenantsTests {

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final RecentTenants<TenantKeys> recent =
            new RecentTenants<>(2, Duration.ofMinutes(10), clock, clock::millis);
    private final List<UUID> loaded = new ArrayList<>();

    @Test
    void loadsATenantOnce() {
        get(1, 1, 1);

        assertThat(loaded).containsExactly(tenant(1));
    }

    @Test
    void forgetsTheTenantThatWasUsedLeastRecently() {
        get(1, 2, 1, 3, 1, 2);

        assertThat(loaded).containsExactly(tenant(1), tenant(2), tenant(3), tenant(2));
    }

    @Test
    void readsAKeysetAgainWhenItsTimeIsUp() {
        get(1);
        clock.advance(Duration.ofMinutes(10));
        get(1);

        assertThat(loaded).containsExactly(tenant(1), tenant(1));
    }

    /** Otherwise a keyset would be kept for as long as the clock was put back, and longer. */
    @Test
    void readsAKeysetAgainIfTheClockWasPutBack() {
        get(1);
        clock.advance(RecentTenants.LATE.negated());
        get(1);
        assertThat(loaded).containsExactly(tenant(1));

        clock.advance(Duration.ofMillis(-1));
        get(1);
        assertThat(loaded).containsExactly(tenant(1), tenant(1));
    }

    @Test
    void theTimeOfAKeysetBeginsBeforeItIsRead() {
        recent.get(tenant(1), tenant -> {
            clock.advance(Duration.ofMinutes(10));
            return new NoKeys();
        });
        get(1);

        assertThat(loaded).containsExactly(tenant(1));
    }

    @Test
    void whoHoldsAKeysetNoticesThatItIsForgotten() {
        var held = recent.get(tenant(1), tenant -> new NoKeys());
        assertThat(recent.isGood(held)).isTrue();

        recent.forget(tenant(1));
        assertThat(recent.isGood(held)).isFalse();
    }

    @Test
    void whoHoldsAKeysetNoticesThatItIsReplaced() {
        var held = recent.get(tenant(1), tenant -> new NoKeys());

        var renewed = recent.renew(tenant(1), new NoKeys(), recent.now());
        assertThat(recent.isGood(held)).isFalse();
        assertThat(recent.isGood(renewed)).isTrue();
    }

    @Test
    void whoHoldsAKeysetNoticesThatOthersTookItsPlace() {
        var held = recent.get(tenant(1), tenant -> new NoKeys());

        get(2, 3);
        assertThat(recent.isGood(held)).isFalse();
    }

    @Test
    void whoHoldsAKeysetNoticesThatItsTimeIsUp() {
        var held = recent.get(tenant(1), tenant -> new NoKeys());

        clock.advance(Duration.ofMinutes(10));
        assertThat(recent.isGood(held)).isFalse();
    }

    @Test
    void aKeysetThatIsHeldAndUsedIsNotTheOneUsedLeastRecently() {
        var held = recent.get(tenant(1), tenant -> new NoKeys());
        get(2);

        recent.isGood(held);
        get(3);
        assertThat(recent.isGood(held)).isTrue();
    }

    private void get(long... tenants) {
        for (var number : tenants) {
            recent.get(tenant(number), tenant -> {
                loaded.add(tenant);
                return new NoKeys();
            });
        }
    }

    private static UUID tenant(long number) {
        return new UUID(0, number);
    }

    private record NoKeys() implements TenantKeys {

        @Override
        public boolean shred(String connection, String individual) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] seal(byte[] cleartext, Place place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] open(byte[] sealed, Place place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] tag(String purpose, byte[] value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, IndividualKey> ofIndividuals(String connection, Collection<String> individuals) {
            throw new UnsupportedOperationException();
        }
    }
}
