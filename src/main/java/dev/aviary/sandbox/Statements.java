package dev.aviary.sandbox;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who is paid in a run, and the sums. */
final class Statements {

    @FunctionalInterface
    interface Visitor {
        void visit(Person person, Paycheck paycheck);
    }

    private Statements() {}

    /** Made-up statements from a position on, at most so many. */
    static void visit(Entity entity, Run run, int from, int most, Visitor visitor) {
        var person = new Person();
        var draw = new Draw();
        var paycheck = new Paycheck();
        var position = 0;
        for (int i = 0; i < entity.everybody() && position - from < most; i++) {
            entity.load(person, i, draw);
            if (isPaid(person, run) && position++ >= from) {
                visitor.visit(person, paycheck.of(person, run));
            }
        }
    }

    static void recipients(Entity entity, Run run, Consumer<String> each) {
        var written = entity.changes().statements(run.index());
        if (written != null) {
            written.forEach(statement -> each.accept(String.valueOf(((Map<?, ?>) statement).get("individual_id"))));
            return;
        }
        var person = new Person();
        var draw = new Draw();
        for (int i = 0; i < entity.everybody(); i++) {
            entity.load(person, i, draw);
            if (isPaid(person, run)) {
                each.accept(entity.personId(i));
            }
        }
    }

    /** Computed once per run and remembered: the sums need a pass over everybody. */
    static PayrollTotals totals(Entity entity, Run run) {
        var known = entity.totals(run.index());
        if (known != null) {
            return known;
        }
        var written = entity.changes().statements(run.index());
        var sums = written == null ? madeUp(entity, run) : written(written);
        entity.remember(run.index(), sums);
        return sums;
    }

    private static boolean isPaid(Person person, Run run) {
        return person.worksBetween(run.from().toEpochDay(), run.to().toEpochDay());
    }

    private static PayrollTotals madeUp(Entity entity, Run run) {
        var sums = new Sums();
        visit(
                entity,
                run,
                0,
                Integer.MAX_VALUE,
                (person, paycheck) ->
                        sums.add(paycheck.gross(), paycheck.net(), paycheck.employerTaxes(), paycheck.employeeTaxes()));
        return sums.done();
    }

    private static PayrollTotals written(List<Object> statements) {
        var sums = new Sums();
        for (var statement : statements) {
            var fields = (Map<?, ?>) statement;
            sums.add(
                    amount(fields.get("gross_pay")),
                    amount(fields.get("net_pay")),
                    taxes(fields.get("taxes"), true),
                    taxes(fields.get("taxes"), false));
        }
        return sums.done();
    }

    private static long taxes(@Nullable Object taxes, boolean ofEmployer) {
        var sum = 0L;
        if (taxes instanceof List<?> list) {
            for (var tax : list) {
                var employer = tax instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("employer"));
                sum += employer == ofEmployer ? amount(tax) : 0;
            }
        }
        return sum;
    }

    private static long amount(@Nullable Object money) {
        return money instanceof Map<?, ?> map && map.get("amount") instanceof Long cents ? cents : 0;
    }

    private static final class Sums {
        private int count;
        private long gross;
        private long net;
        private long employer;
        private long employee;

        void add(long grossPay, long netPay, long employerTaxes, long employeeTaxes) {
            count++;
            gross += grossPay;
            net += netPay;
            employer += employerTaxes;
            employee += employeeTaxes;
        }

        PayrollTotals done() {
            return new PayrollTotals(count, net + employee + employer, gross, net, employer, employee);
        }
    }
}
