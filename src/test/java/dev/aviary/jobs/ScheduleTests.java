package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTests {

    private static final Instant FROM = Instant.parse("2025-01-01T12:00:00Z");
    private static final Instant TO = Instant.parse("2035-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "America/St_Johns",
                "Africa/Casablanca",
                "America/Havana",
                "Asia/Beirut",
                "Pacific/Apia",
                "America/Santiago"
            })
    void isDueOnEveryNightExactlyOnceOverTenYears(String zone) {
        for (var cron : List.of("0 30 2 * * *", "0 0 0 * * *")) {
            var schedule = new Schedule(cron, ZoneId.of(zone));
            var times = all(schedule, FROM, TO);
            var nights = new HashSet<LocalDate>();

            assertThat(times).allMatch(time -> nights.add(time.toLocalDate()));
            var days = Duration.between(FROM, TO).toDays();
            assertThat((long) nights.size()).as(cron).isBetween(days - 1, days + 1);
            assertThat(times).isSorted();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The hour from 2 to 3 does not exist: as much later as the clock jumped.
        "Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T03:30+02:00",
        "America/New_York, 2026-03-07T17:00:00Z, 2026-03-08T03:30-04:00",
        // Half an hour only.
        "Australia/Lord_Howe, 2026-10-03T10:00:00Z, 2026-10-04T02:30+11:00",
        // It exists twice: the first time.
        "Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T02:30+02:00",
        "Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T02:30+01:00",
        "America/New_York, 2026-10-31T17:00:00Z, 2026-11-01T02:30-05:00",
        "Asia/Kolkata, 2026-03-28T12:00:00Z, 2026-03-29T02:30+05:30"
    })
    void findsTheNightOfAClockChange(String zone, Instant after, String due) {
        var schedule = new Schedule("0 30 2 * * *", ZoneId.of(zone));

        assertThat(schedule.nextAfter(after).orElseThrow().toOffsetDateTime()).hasToString(due);
    }

    @Test
    void isNotDueAgainAfterAShiftedTime() {
        var schedule = new Schedule("0 30 2 * * *", ZoneId.of("Europe/Berlin"));
        var shifted = schedule.nextAfter(Instant.parse("2026-03-28T12:00:00Z")).orElseThrow();

        assertThat(schedule.nextAfter(shifted.toInstant()).orElseThrow())
                .isEqualTo(ZonedDateTime.parse("2026-03-30T02:30+02:00[Europe/Berlin]"));
        assertThat(schedule.nextAfter(shifted.toInstant().minusMillis(1)).orElseThrow())
                .isEqualTo(shifted);
    }

    /** Two fixed hours, of which one is shifted onto the other's place. */
    @Test
    void keepsTimesApartThatAClockChangePushesTogether() {
        var schedule = new Schedule("0 30 2,3 * * *", ZoneId.of("Europe/Berlin"));
        var times = all(schedule, Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-30T12:00:00Z"));

        assertThat(times).doesNotHaveDuplicates().isSorted();
        assertThat(times)
                .extracting(time -> time.toLocalDateTime().toString())
                .containsExactly("2026-03-29T03:30", "2026-03-30T02:30", "2026-03-30T03:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"})
    void runsHourlyByElapsedTime(String zone) {
        var times = all(new Schedule("0 17 * * * *", ZoneId.of(zone)), FROM, FROM.plus(Duration.ofDays(366)));

        assertThat(times).hasSize(366 * 24);
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void isNeverDueOnThe30thOfFebruary() {
        assertThat(new Schedule("0 0 2 30 2 *", ZoneId.of("Europe/Berlin")).nextAfter(FROM))
                .isEmpty();
        assertThat(new Schedule("0 0 * 30 2 *", ZoneOffset.UTC).nextAfter(FROM)).isEmpty();
    }

    @Test
    void waitsForTheNextLeapDay() {
        assertThat(new Schedule("0 0 2 29 2 *", ZoneId.of("Europe/Berlin")).nextAfter(FROM))
                .hasValueSatisfying(due -> assertThat(due.toLocalDate()).isEqualTo("2028-02-29"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 30 2 * *", "0 60 2 * * *", "0 30 2 * * * *", "@nightly", "often", "0 30 2 32 * *"})
    void refusesWhatIsNoCronExpression(String cron) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(cron, ZoneOffset.UTC));
    }

    private static List<ZonedDateTime> all(Schedule schedule, Instant from, Instant to) {
        var times = new ArrayList<ZonedDateTime>();
        var next = schedule.nextAfter(from);
        while (next.isPresent() && next.get().toInstant().isBefore(to)) {
            times.add(next.get());
            next = schedule.nextAfter(next.get().toInstant());
        }
        return times;
    }
}
