package dev.aviary.leakscan.rules;

/** A day of the last century or this one, in an order of year, month and day that is in use. */
final class CalendarDate {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int LONGEST = 8;

    private CalendarDate() {}

    /** The bytes are a few digits and what parts them. */
    static boolean isIn(byte[] bytes, int from, int to) {
        int first = digitsEnd(bytes, from, to);
        if (first == to) {
            return to - from == LONGEST && isDay(bytes, from, from + 4, from + 4, from + 6, from + 6, to);
        }
        int second = digitsEnd(bytes, first + 1, to);
        if (second == to || digitsEnd(bytes, second + 1, to) < to) {
            return false;
        }
        return isDay(bytes, from, first, first + 1, second, second + 1, to)
                || isDay(bytes, second + 1, to, from, first, first + 1, second)
                || isDay(bytes, second + 1, to, first + 1, second, from, first);
    }

    private static int digitsEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Boundary.isDigit(bytes[at])) {
            at++;
        }
        return at;
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
