package dev.aviary.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What the endpoints agree on about one person. A reusable record: {@link Population#load} fills it afresh for each person, so that a
 * response of any length needs one of these. Days are epoch days; {@link #NEVER} means none.
 */
final class Person {

    static final long NEVER = Long.MIN_VALUE;

    int index;
    long key;
    String first = "";

    @Nullable
    String middle;

    String last = "";
    boolean female;
    int manager;
    int department;
    String title = "";
    boolean contractor;
    String subtype = "";
    String status = "";
    boolean active;
    boolean exempt;
    long startDay;
    long endDay;
    long rehireDay;
    String payUnit = "";
    /** At hire, in {@link #payUnit}; raises come on top. */
    long payCents;

    int retirementBasisPoints;
    long medicalCents;

    boolean worksBetween(long firstDay, long lastDay) {
        return startDay <= lastDay && (endDay == NEVER || endDay >= firstDay);
    }

    boolean hourly() {
        return payUnit.equals("hourly");
    }
}
