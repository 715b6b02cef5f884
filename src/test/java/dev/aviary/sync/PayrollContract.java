package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments, their statements and benefits: what is read when, and what is gone. A page holds eight statements here. */
abstract class PayrollContract extends Night {

    private static final String[] WITH_BENEFITS = {"company", "directory", "payment", "pay_statement", "benefits"};

    PayrollContract(RunningAviary aviary) {
        super(aviary);
    }

    @Test
    void readsAllPaymentsAtFirstAndEveryStatementPageByPage() {
        var link = connected(20, PAYROLL);

        var run = sync();

        assertThat(line(run, link).rows().failedItems()).isZero();
        assertThat(allAtFinch(link)).hasSizeGreaterThanOrEqualTo(26);
        assertThat(statementsStored(link)).isEqualTo(allAtFinch(link));
        assertThat(column("statements_state", "payment", link, "statements_state <> 'complete'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "item_pending, pending, pay_statement 202 data_sync_in_progress",
        "item_missing, failed, pay_statement 404 payment_not_found",
        "item_unanswered, failed, pay_statement 0 not_answered"
    })
    void recordsStatementsThatCannotBeHadAndReadsThemTheNextTime(String fault, String state, String failure) {
        var link = connected(3, PAYROLL);
        var payments = new ArrayList<>(allAtFinch(link).keySet());
        var old = payments.get(2);
        fault(link, "kind", fault, "endpoint", "pay-statement", "ids", List.of(old));

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(failures(run, link)).containsExactly(failure);
        assertThat(column("payment_id", "payment", link, "statements_state = '" + state + "'"))
                .containsExactly(old);
        assertThat(count("pay_statement", link, "payment_id = '" + old + "'")).isZero();

        finch.noFaults();
        aviary.after(Duration.ofHours(1));
        if (state.equals("failed") && failure.contains("404")) {
            finch.readProvider(link);
        }
        assertThat(line(sync(), link).state()).isEqualTo(TaskState.DONE);
        assertThat(statementsStored(link)).isEqualTo(allAtFinch(link));
        assertThat(column("payment_id", "payment", link, "statements_state <> 'complete'"))
                .isEmpty();
    }

    @Test
    void readsStatementsOfTheLastTwoMonthsAgainAndNoOlderOnes() {
        var link = connected(3, PAYROLL);
        sync();
        var payments = new ArrayList<>(allAtFinch(link).keySet());
        fault(link, "kind", "item_missing", "endpoint", "pay-statement");

        nextSync();

        var again = column("payment_id", "payment", link, "statements_state = 'failed'");
        var recent = finch.payments(link, today().minusDays(62), today()).keySet();
        assertThat(again).containsExactlyInAnyOrderElementsOf(recent);
        assertThat(recent).hasSizeBetween(4, 6).hasSizeLessThan(payments.size());
    }

    @Test
    void readsOldPaymentsOfAProductThatIsGrantedLater() {
        var link = connected(3, DIRECTORY);
        sync();
        finch.change(link, Map.of("products", List.of(PAYROLL)));

        nextSync();

        assertThat(statementsStored(link)).isEqualTo(allAtFinch(link));
    }

    @Test
    void leavesNoGapAfterALongTimeWithoutReading() {
        var link = connected(3, PAYROLL);
        sync();
        finch.change(link, Map.of("status", "reauth"));
        aviary.after(Duration.ofDays(200));
        sync();
        finch.change(link, Map.of("status", "connected"));

        nextSync();

        assertThat(statementsStored(link)).isEqualTo(allAtFinch(link));
    }

    @Test
    void goesOnWhereAnAnswerBrokeOff() {
        var link = connected(20, PAYROLL);
        fault(link, "kind", "cut", "endpoint", "pay-statement", "bytes", 60_000, "times", 1);

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(statementsStored(link)).isEqualTo(allAtFinch(link));
    }

    @Test
    void marksYoungPaymentsGoneWithTheirStatementsAndLeavesOldOnes() {
        var link = connected(3, PAYROLL);
        sync();
        var before = statementsStored(link).keySet();
        aviary.after(Duration.ofDays(1));
        fault(link, "kind", "id_turnover", "endpoint", "payment", "times", 1);

        sync();

        var gone = column("payment_id", "payment", link, "gone_at IS NOT NULL");
        assertThat(gone).hasSizeBetween(4, 5).isSubsetOf(before);
        assertThat(column("pay_date", "payment", link, "gone_at IS NOT NULL"))
                .allSatisfy(date -> assertThat(LocalDate.parse(date)).isAfterOrEqualTo(today().minusDays(62)));
        assertThat(count("pay_statement", link, "gone_at IS NOT NULL")).isEqualTo(3L * gone.size());
        assertThat(count("payment", link, "gone_at IS NULL")).isGreaterThan(20);
    }

    @Test
    void readsBenefitsAndMarksTheEnrolmentsOfThoseWhoLeft() {
        var link = connected(15, WITH_BENEFITS);
        sync();
        assertThat(count("benefit", link)).isEqualTo(2);
        var enrolled = column("individual_id", "enrolment", link, "gone_at IS NULL");
        assertThat(enrolled).hasSizeGreaterThan(2);
        var leaving = enrolled.get(0);
        finch.removePeople(link, List.of(leaving));

        var run = nextSync();

        assertThat(column("individual_id", "enrolment", link, "gone_at IS NOT NULL"))
                .isNotEmpty()
                .containsOnly(leaving);
        assertThat(feed(run, link)).anyMatch(line -> line.startsWith("enrolment gone "));
        assertThat(line(run, link).rows().gone()).isEqualTo(count("enrolment", link, "gone_at IS NOT NULL"));
    }

    @Test
    void doubtsAnAnswerWithoutAnyPayment() {
        var link = connected(3, PAYROLL);
        sync();
        fault(link, "kind", "html", "endpoint", "payment", "status", 200, "times", 4);

        assertThat(line(nextSync(), link).state()).isEqualTo(TaskState.FAILED);
        assertThat(count("payment", link, "gone_at IS NOT NULL")).isZero();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(aviary.now(), ZoneOffset.UTC);
    }

    private Map<String, Integer> allAtFinch(Link link) {
        return finch.payments(link, today().minusYears(2), today().plusDays(31));
    }

    private Map<String, Integer> statementsStored(Link link) {
        var counts = new java.util.HashMap<String, Integer>();
        aviary.sql()
                .sql("""
                        SELECT p.payment_id, COUNT(s.individual_id) FROM payment p
                          LEFT JOIN pay_statement s ON s.connection_id = p.connection_id AND s.payment_id = p.payment_id AND s.gone_at IS NULL
                         WHERE p.connection_id = ? AND p.gone_at IS NULL GROUP BY p.payment_id
                        """)
                .param(link.connection())
                .query((rs, row) -> counts.put(rs.getString(1), rs.getInt(2)))
                .list();
        return counts;
    }
}
