package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUntilTests {

    private static final Instant NOW = Instant.parse("2026-02-28T23:30:00Z");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    @ParameterizedTest
    @CsvSource({
        "30d, 2026-03-30T23:30:00Z",
        "12h, 2026-03-01T11:30:00Z",
        "2026-03-01, 2026-03-01T13:00:00Z",
        "2026-04-05, 2026-04-05T13:30:00Z",
        "2028-02-29, 2028-02-29T13:00:00Z"
    })
    void isTheEndOfTheDayThereOrThatLongFromNow(String text, Instant until) {
        assertThat(new AllowedUntil(text).from(NOW, LORD_HOWE)).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "-30d", "d", "1.5d", "30m", "9999999d", "tomorrow", "2026-02-30", "28.02.2026"})
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> new AllowedUntil(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("such as 2027-01-31, or a length, such as 30d or 12h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "2026-02-28", "3661d", "2036-12-01"})
    void refusesWhatIsOverOrFarAway(String text) {
        assertThatThrownBy(() -> new AllowedUntil(text).from(NOW, LORD_HOWE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("in the future, within ten years");
    }

    @Test
    void countsTodayWhereThePersonIs() {
        assertThat(new AllowedUntil("2026-02-28").from(NOW, ZoneId.of("UTC")))
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }
}
