package dev.aviary.leakscan.rules;

/** A day of the last century or this one, in an order of year, month and day that is in use. */
final class CalendarDate {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int PARTS = 3;
    private static final int LONGEST = 8;

    private CalendarDate() {}

    /** The bytes are a few digits and what parts them. */
    static boolean isIn(byte[] bytes, int from, int to) {
        var starts = new int[PARTS + 1];
        int parts = 0;
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || !Boundary.isDigit(bytes[at])) {
                if (at == start || at - start > LONGEST || parts == PARTS) {
                    return false;
                }
                starts[parts++] = start;
                start = at + 1;
            }
        }
        starts[parts] = to + 1;
        if (parts == 1 && to - from == LONGEST) {
            return isDay(bytes, from, from + 4, from + 4, from + 6, from + 6, to);
        }
        return parts == PARTS
                && (isDay(bytes, starts, 0, 1, 2) || isDay(bytes, starts, 2, 0, 1) || isDay(bytes, starts, 2, 1, 0));
    }

    private static boolean isDay(byte[] bytes, int[] starts, int year, int month, int day) {
        return isDay(
                bytes,
                starts[year],
                starts[year + 1] - 1,
                starts[month],
                starts[month + 1] - 1,
                starts[day],
                starts[day + 1] - 1);
    }

    private static boolean isDay(
            byte[] bytes, int yearFrom, int yearTo, int monthFrom, int monthTo, int dayFrom, int dayTo) {
        int century = yearTo - yearFrom == 4 ? number(bytes, yearFrom, yearFrom + 2) : 0;
        int month = monthTo - monthFrom <= 2 ? number(bytes, monthFrom, monthTo) : 0;
        int day = dayTo - dayFrom <= 2 ? number(bytes, dayFrom, dayTo) : 0;
        return (century == 19 || century == 20)
                && month >= 1
                && month <= DAYS.length
                && day >= 1
                && day <= DAYS[month - 1];
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        return number;
    }
}
