package dev.aviary.leakscan.rules;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A day of the last century or this one, in an order of year, month and day that is in use. */
final class CalendarDate {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CalendarDate() {}

    /** The bytes are a few digits and what parts them. */
    static boolean isIn(byte[] bytes, int from, int to) {
        var parts = PARTING.split(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (parts.length == 1 && parts[0].length() == 8) {
            return isDay(parts[0].substring(0, 4), parts[0].substring(4, 6), parts[0].substring(6));
        }
        if (parts.length != 3) {
            return false;
        }
        return isDay(parts[0], parts[1], parts[2])
                || isDay(parts[2], parts[0], parts[1])
                || isDay(parts[2], parts[1], parts[0]);
    }

    private static final Pattern PARTING = Pattern.compile("[^0-9]");

    private static boolean isDay(String year, String month, String day) {
        if (!year.matches("(?:19|20)[0-9]{2}") || !isNumber(month) || !isNumber(day)) {
            return false;
        }
        int number = Integer.parseInt(month);
        int days = Integer.parseInt(day);
        return number >= 1 && number <= DAYS.length && days >= 1 && days <= DAYS[number - 1];
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,2}");
    }
}
