package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ActingTests {

    private static final Actor RUN = Actor.run("nightly-sync", 7);
    private static final Actor OPERATOR = Actor.operator(new UUID(1, 2));

    @Test
    void isTheSystemUnlessTold() {
        assertThat(Acting.now()).isEqualTo(Actor.SYSTEM);
    }

    @Test
    void isWhoeverItIsToldAndThenWhoItWasBefore() {
        Acting.as(OPERATOR, () -> {
            assertThat(Acting.as(RUN, Acting::now)).isEqualTo(RUN);
            assertThat(Acting.now()).isEqualTo(OPERATOR);
        });

        assertThat(Acting.now()).isEqualTo(Actor.SYSTEM);
    }

    @Test
    void isWhoItWasBeforeThoughTheWorkFailed() {
        assertThatThrownBy(() -> Acting.as(RUN, () -> {
                    throw new UnsupportedOperationException("work failed");
                }))
                .hasMessage("work failed");

        assertThat(Acting.now()).isEqualTo(Actor.SYSTEM);
    }

    @Test
    void isCarriedToAnotherThreadOnlyWhenAsked() {
        Acting.as(RUN, () -> {
            assertThat(CompletableFuture.supplyAsync(Acting::now).join()).isEqualTo(Actor.SYSTEM);

            var seen = new CompletableFuture<Actor>();
            CompletableFuture.runAsync(Acting.carrying(() -> seen.complete(Acting.now())))
                    .join();
            assertThat(seen.join()).isEqualTo(RUN);
        });
    }

    @Test
    void takesTheProcessesDefaultWhereAThreadWasToldNothing() {
        try {
            Acting.byDefault(OPERATOR);

            assertThat(Acting.now()).isEqualTo(OPERATOR);
            assertThat(Acting.as(RUN, Acting::now)).isEqualTo(RUN);
        } finally {
            Acting.byDefault(Actor.SYSTEM);
        }
    }

    @Test
    void refusesANameThatCouldBeText() {
        assertThatThrownBy(() -> Actor.run("run of Jane Doe", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
