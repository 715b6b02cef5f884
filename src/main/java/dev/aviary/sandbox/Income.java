package dev.aviary.sandbox;

import java.time.LocalDate;

/** What somebody earns at a time: the pay at hire, raised each first of January by two to four per cent, the same for all readers. */
final class Income {

    private Income() {}

    /** How many raises somebody has had by a day. */
    static int raises(Person person, long day) {
        if (day < person.startDay) {
            return 0;
        }
        return LocalDate.ofEpochDay(lastDay(person, day)).getYear()
                - LocalDate.ofEpochDay(person.startDay).getYear();
    }

    /** Cents per {@link Person#payUnit} after so many raises. */
    static long cents(Person person, int raises) {
        var cents = person.payCents;
        for (int i = 0; i < raises; i++) {
            var perMille = 1020 + (int) ((person.key >>> (i & 31)) & 15) + 5;
            var step = person.hourly() ? 5 : 10_000;
            cents = (cents * perMille / 1000 + step / 2) / step * step;
        }
        return cents;
    }

    static LocalDate since(Person person, int raises) {
        var start = LocalDate.ofEpochDay(person.startDay);
        return raises == 0 ? start : LocalDate.of(start.getYear() + raises, 1, 1);
    }

    private static long lastDay(Person person, long day) {
        return person.endDay == Person.NEVER ? day : Math.min(day, person.endDay);
    }
}
