package dev.aviary.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What one person gets in one run, in cents. Always: gross - deductions - employee taxes = net, and gross = the earnings. A reusable record, see
 * {@link Person}.
 */
final class Paycheck {

    private static final int PERIODS = 26;

    final Draw draw = new Draw();

    int halfHours;
    int overtimeHalfHours;
    long base;
    long overtime;
    long bonus;
    long federal;
    long state;
    long socialSecurity;
    long medicare;
    long unemployment;
    long retirement;
    long medical;
    long match;
    boolean cheque;

    Paycheck of(Person person, Run run) {
        draw.restart(Draw.key(person.key, 1_000_003L + run.index()));
        var rate = Income.cents(person, Income.raises(person, run.to().toEpochDay()));
        cheque = draw.percent(6);
        earn(person, rate);
        deduct(person);
        tax(person);
        return this;
    }

    long gross() {
        return base + overtime + bonus;
    }

    long deductions() {
        return retirement + medical;
    }

    long employeeTaxes() {
        return federal + state + socialSecurity + medicare;
    }

    /** The employer pays the same social security and medicare once more. */
    long employerTaxes() {
        return socialSecurity + medicare + unemployment;
    }

    long net() {
        return gross() - deductions() - employeeTaxes();
    }

    @Nullable
    String baseName(Person person) {
        return person.contractor ? "Contract" : person.hourly() ? "Hourly" : "Salary";
    }

    private void earn(Person person, long rate) {
        overtime = 0;
        overtimeHalfHours = 0;
        bonus = draw.perMille(15) && !person.contractor ? draw.between(5, 60) * 5_000L : 0;
        if (!person.hourly()) {
            halfHours = 160;
            base = person.payUnit.equals("monthly") ? half(rate * 12, PERIODS) : half(rate, PERIODS);
            return;
        }
        halfHours = person.subtype.equals("part_time") ? draw.between(60, 110) : draw.between(140, 160);
        base = half(rate * halfHours, 2);
        if (!person.contractor && draw.percent(20)) {
            overtimeHalfHours = draw.between(1, 16);
            overtime = half(rate * overtimeHalfHours * 3, 4);
        }
    }

    private void deduct(Person person) {
        retirement = half(gross() * person.retirementBasisPoints, 10_000);
        match = half(gross() * Math.min(400, person.retirementBasisPoints), 10_000);
        medical = Math.min(person.medicalCents, gross() / 4);
    }

    private void tax(Person person) {
        var taxed = person.contractor ? 0 : gross();
        var income = taxed == 0 ? 0 : taxed - deductions();
        federal = half(income * (income > 500_000 ? 20 : income > 200_000 ? 14 : 9), 100);
        state = half(income * 4, 100);
        socialSecurity = half(taxed * 620, 10_000);
        medicare = half(taxed * 145, 10_000);
        unemployment = half(taxed * 60, 10_000);
    }

    /** Rounded half up. */
    private static long half(long amount, long divisor) {
        return (2 * amount + divisor) / (2 * divisor);
    }
}
