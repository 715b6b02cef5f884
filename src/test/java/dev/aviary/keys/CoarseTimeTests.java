package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.StillClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoarseTimeTests {

    private static final Instant START = Instant.parse("2026-02-28T23:30:00Z");

    private final StillClock clock = new StillClock(START);
    private final ByHand ticks = new ByHand();
    private final CoarseTime time = new CoarseTime(clock, ticks);

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void beginsWithTheClocksTime() {
        assertThat(time.aboutMillis()).isEqualTo(START.toEpochMilli());
    }

    @Test
    void goesOnWithEachTick() {
        time.aboutMillis();
        clock.advance(Duration.ofMillis(90));
        assertThat(time.aboutMillis()).isEqualTo(START.toEpochMilli());

        ticks.tick();
        assertThat(time.aboutMillis()).isEqualTo(START.toEpochMilli() + 90);
    }

    @Test
    void ticksMoreOftenThanItsLagSaysAndOnlyOnceItIsUsed() {
        assertThat(ticks.periods).isEmpty();

        time.aboutMillis();
        time.aboutMillis();
        assertThat(ticks.periods).hasSize(1).allMatch(period -> period < CoarseTime.LAG.toMillis());
    }

    @Test
    void isTheTimeBeforeWhileTheClockIsRead() {
        var watched = new WatchedClock();
        try (var time = new CoarseTime(watched, ticks)) {
            time.aboutMillis();
            watched.whenRead = () -> watched.seen.add(time.aboutMillis());

            ticks.tick();
        }
        assertThat(watched.seen).containsExactly(START.toEpochMilli());
    }

    @Test
    void allTimeIsUpOnceNothingReadsTheClock() {
        time.aboutMillis();

        time.close();
        assertThat(time.aboutMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void allTimeIsUpIfItIsClosedBeforeItIsUsed() {
        time.close();

        assertThat(time.aboutMillis()).isEqualTo(Long.MAX_VALUE);
    }

    /** Lets something happen while it is being read. */
    private static final class WatchedClock extends Clock {

        private final List<Long> seen = new ArrayList<>();
        private Runnable whenRead = () -> {};

        @Override
        public Instant instant() {
            whenRead.run();
            return START;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class ByHand extends ScheduledThreadPoolExecutor {

        private final List<Long> periods = new ArrayList<>();
        private Runnable task = () -> {};

        ByHand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
            periods.add(unit.toMillis(period));
            task = command;
            return super.schedule(() -> {}, 0, unit);
        }

        void tick() {
            task.run();
        }
    }
}
