package dev.aviary.sandbox;

import java.time.LocalDate;

/**
 * One pay run of an entity.
 *
 * @param index of the run among all runs of an entity; negative for those that somebody added by hand
 * @param type of its statements
 */
record Run(int index, LocalDate from, LocalDate to, LocalDate payDate, String type) {

    private static final LocalDate FIRST_PAY_DAY = LocalDate.of(2019, 1, 4);

    /** The regular run, every second Friday; the period ends the Saturday before. */
    static Run regular(int index) {
        var payDate = FIRST_PAY_DAY.plusDays(14L * index);
        return new Run(index, payDate.minusDays(19), payDate.minusDays(6), payDate, "regular_payroll");
    }

    /** The last regular run with a pay date not after {@code day}. */
    static int lastBy(LocalDate day) {
        return (int) Math.floorDiv(day.toEpochDay() - FIRST_PAY_DAY.toEpochDay(), 14);
    }
}
