package dev.aviary.sandbox;

import dev.aviary.sandbox.Vocabulary.Trade;
import java.time.LocalDate;

/**
 * The people of one entity, as a pure function of a key and an index: nobody is stored. Person 0 leads, everybody else reports to somebody with
 * a lower index (eight reports each), so the reporting lines form a tree.
 */
final class Population {

    private static final int REPORTS = 8;
    private static final long FIRST_HIRE = LocalDate.of(2013, 1, 7).toEpochDay();
    private static final long LAST_HIRE = LocalDate.of(2025, 12, 1).toEpochDay();
    private static final long LAST_LEAVING = LocalDate.of(2025, 12, 31).toEpochDay();

    private final long key;
    private final int size;

    Population(long key, int size) {
        this.key = key;
        this.size = size;
    }

    /** How many people there were at the beginning; those added later follow with higher indices. */
    int size() {
        return size;
    }

    void load(Person person, int index, Draw draw) {
        person.index = index;
        person.key = Draw.key(key, index);
        draw.restart(person.key);
        name(person, draw);
        place(person);
        job(person, draw);
        career(person, draw);
        benefits(person, draw);
    }

    private static void name(Person person, Draw draw) {
        person.female = draw.percent(50);
        person.first = draw.of(person.female ? Vocabulary.FEMALE : Vocabulary.MALE);
        person.last = draw.of(Vocabulary.LAST);
        person.middle = draw.percent(30) ? Vocabulary.LAST[draw.below(Vocabulary.LAST.length)].substring(0, 1) : null;
    }

    private void place(Person person) {
        var index = person.index;
        person.manager = index == 0 ? -1 : index >= size ? 0 : (index - 1) / REPORTS;
        var head = index;
        while (head > REPORTS) {
            head = head >= size ? 1 + head % REPORTS : (head - 1) / REPORTS;
        }
        person.department = head == 0 ? -1 : head - 1;
    }

    private boolean leads(int index) {
        return index < size && (long) index * REPORTS + 1 < size;
    }

    private void job(Person person, Draw draw) {
        person.contractor = false;
        person.subtype = "full_time";
        if (person.index <= REPORTS || leads(person.index)) {
            lead(person, draw);
            return;
        }

        var trade = draw.of(Vocabulary.TRADES[person.department]);
        var kind = draw.below(100);
        if (kind < 5) {
            person.contractor = true;
            person.subtype = "individual_contractor";
        } else if (kind < 20) {
            person.subtype = kind < 15 ? "part_time" : kind < 17 ? "intern" : kind < 19 ? "temp" : "seasonal";
        }
        employ(person, trade, trade.hourly() || !person.subtype.equals("full_time"), draw);
    }

    private void lead(Person person, Draw draw) {
        if (person.index == 0) {
            employ(person, new Trade("Chief Executive Officer", 240_000, 390_000, false), false, draw);
            return;
        }
        var department = Vocabulary.DEPARTMENTS[person.department];
        var trade = person.index <= REPORTS
                ? head(department)
                : person.index <= REPORTS + REPORTS * REPORTS
                        ? new Trade("Director of " + department, 142_000, 196_000, false)
                        : new Trade(department + " Manager", 88_000, 139_000, false);
        employ(person, trade, false, draw);
    }

    private Trade head(String department) {
        return size < 500
                ? new Trade("Head of " + department, 118_000, 164_000, false)
                : new Trade("Vice President, " + department, 185_000, 260_000, false);
    }

    private static void employ(Person person, Trade trade, boolean hourly, Draw draw) {
        person.title = trade.title();
        person.exempt = !hourly;
        var yearly = draw.between(trade.low() / 500, trade.high() / 500) * 50_000L;
        var monthly = !hourly && draw.percent(4);
        person.payUnit = hourly ? "hourly" : monthly ? "monthly" : "yearly";
        person.payCents = hourly ? yearly / 2_080 / 5 * 5 : monthly ? yearly / 12 / 100 * 100 : yearly;
    }

    private void career(Person person, Draw draw) {
        var span = (int) (LAST_HIRE - FIRST_HIRE);
        person.startDay = person.index == 0 ? FIRST_HIRE : FIRST_HIRE + draw.below(span);
        person.endDay = Person.NEVER;
        person.rehireDay = Person.NEVER;
        person.status = "active";
        var fate = draw.below(1000);
        if (fate < 120 && !leads(person.index) && person.index > REPORTS) {
            person.status = fate < 112 ? "terminated" : fate < 118 ? "retired" : "deceased";
            person.endDay = person.startDay + 1 + draw.below((int) (LAST_LEAVING - person.startDay));
        } else if (fate < 140) {
            person.status = "leave";
        } else if (fate < 165) {
            person.rehireDay = person.startDay + 1 + draw.below((int) (LAST_LEAVING - person.startDay));
        }
        person.active = person.endDay == Person.NEVER;
    }

    private static void benefits(Person person, Draw draw) {
        var eligible = !person.contractor && person.subtype.equals("full_time");
        person.retirementBasisPoints = draw.percent(55) && eligible ? draw.between(2, 10) * 100 : 0;
        person.medicalCents = draw.percent(70) && eligible ? draw.between(45, 240) * 100L : 0;
    }
}
