package dev.aviary.store;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.reverseOrder;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Which payments there are, and how far their statements were read. */
final class Payments {

    private static final String PRESENT =
            "SELECT payment_id, pay_date, statements_state FROM payment" + ScopeQuery.where() + " AND gone_at IS NULL";

    private final JdbcOperations jdbc;

    Payments(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void statements(EntityScope scope, Collection<String> ids, StatementsState state) {
        ScopeQuery.inParts(scope, "payment_id", ids, (where, arguments) -> {
            var all = new ArrayList<Object>(List.of(state.word()));
            all.addAll(arguments);
            jdbc.update("UPDATE payment SET statements_state = ?" + where, all.toArray());
        });
    }

    List<PaymentToRead> toRead(EntityScope scope, LocalDate notBefore) {
        return query(PRESENT + " AND statements_state <> 'complete'", scope).stream()
                .filter(payment ->
                        payment.payDate() == null || !payment.payDate().isBefore(notBefore))
                .sorted(comparing(PaymentToRead::payDate, nullsFirst(reverseOrder()))
                        .thenComparing(PaymentToRead::paymentId))
                .toList();
    }

    /** Ids of payments not gone whose pay date is readable and in the window. */
    List<String> paidBetween(EntityScope scope, LocalDate from, LocalDate to) {
        return query(PRESENT, scope).stream()
                .filter(payment -> isBetween(payment.payDate(), from, to))
                .map(PaymentToRead::paymentId)
                .toList();
    }

    Optional<LocalDate> newestPayDate(EntityScope scope) {
        return query(PRESENT, scope).stream()
                .map(PaymentToRead::payDate)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private List<PaymentToRead> query(String sql, EntityScope scope) {
        return jdbc.query(
                sql,
                (row, number) -> new PaymentToRead(
                        row.getString(1),
                        dateOf(row.getString(2)),
                        StatementsState.valueOf(row.getString(3).toUpperCase(Locale.ROOT))),
                ScopeQuery.arguments(scope).toArray());
    }

    private static boolean isBetween(@Nullable LocalDate date, LocalDate from, LocalDate to) {
        return date != null && !date.isBefore(from) && !date.isAfter(to);
    }

    private static @Nullable LocalDate dateOf(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
