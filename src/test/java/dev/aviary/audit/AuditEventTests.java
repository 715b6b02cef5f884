package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuditEventTests {

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> AuditEvent.of(AuditAct.TOKEN_SEALED)
                        .connection("Jane Doe")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Jane");
        assertThatThrownBy(() -> AuditEvent.of(AuditAct.TOKEN_SEALED)
                        .connection("c".repeat(101))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoPseudonym() {
        assertThatThrownBy(() -> AuditEvent.of(AuditAct.INDIVIDUAL_SHREDDED)
                        .subject(new byte[15])
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFigureThatJsonCannotCarry() {
        for (var figure : new long[] {1L << 53, -(1L << 53), Long.MIN_VALUE}) {
            assertThatThrownBy(() -> AuditEvent.of(AuditAct.EPOCH_CLOSED)
                            .figure(AuditField.COUNT, figure)
                            .build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void doesNotChangeWithTheArrayItWasMadeOf() {
        var pseudonym = new byte[16];
        var event =
                AuditEvent.of(AuditAct.INDIVIDUAL_SHREDDED).subject(pseudonym).build();
        pseudonym[0] = 1;
        event.subject()[1] = 1;

        assertThat(event.subject()).isEqualTo(new byte[16]);
    }
}
