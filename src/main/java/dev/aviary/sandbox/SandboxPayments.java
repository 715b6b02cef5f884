package dev.aviary.sandbox;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pay run by control call (finch-api 2.20): amounts come as plain integers and are read as money. */
final class SandboxPayments {

    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MM/dd/yyyy");

    private SandboxPayments() {}

    static void add(Call call) throws IOException {
        call.about(call.link().connectedEntities());
        var body = call.bodyFields();
        var end = date(body, "end_date", call.link().dataDay(call.now()));
        var start = date(body, "start_date", end.minusDays(13));
        if (start.isAfter(end)) {
            throw ApiError.badRequest("start_date must not be after end_date");
        }
        var statements = body.has("pay_statements") ? statements(call, body.list("pay_statements")) : null;
        var entity = call.entity();
        var run = entity.changes().addRun(new Run(0, start, end, end, "off_cycle_payroll"), statements);
        SandboxPeople.changed(call);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("payment_id", entity.paymentId(run));
        answer.put("pay_date", run.payDate().toString());
        call.world().webhooks().raise(call.link(), entity, "payment.created", answer, call.now());
        call.answer(200, answer);
    }

    private static LocalDate date(Fields body, String name, LocalDate absent) {
        var text = body.text(name);
        if (text == null) {
            return absent;
        }
        try {
            return text.contains("/") ? LocalDate.parse(text, AMERICAN) : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest(name + " must be a date, YYYY-MM-DD or MM/DD/YYYY");
        }
    }

    private static List<Object> statements(Call call, List<?> given) {
        var statements = new ArrayList<Object>();
        for (var each : given) {
            statements.add(statement(call, Fields.of(each)));
        }
        return statements;
    }

    private static Map<String, @Nullable Object> statement(Call call, Fields given) {
        var individual = given.requiredText("individual_id");
        if (Organization.find(call, individual) == null) {
            throw ApiError.of(
                    404, "not_found_error", "individual_not_found", "No individual with id " + individual + " found");
        }
        var earnings = lines(given, "earnings");
        var taxes = lines(given, "taxes");
        var deductions = lines(given, "employee_deductions");
        var gross = given.number("gross_pay", 0, Long.MAX_VALUE, sum(earnings));
        var net = given.number("net_pay", 0, Long.MAX_VALUE, Math.max(0, gross - sum(deductions) - ownTaxes(taxes)));
        var statement = new LinkedHashMap<String, @Nullable Object>();
        statement.put("individual_id", individual);
        statement.put("type", given.has("type") ? given.text("type") : "off_cycle_payroll");
        statement.put("payment_method", given.text("payment_method"));
        statement.put("total_hours", given.value("total_hours"));
        statement.put("gross_pay", money(gross));
        statement.put("net_pay", money(net));
        statement.put("earnings", earnings);
        statement.put("taxes", taxes);
        statement.put("employee_deductions", deductions);
        statement.put("employer_contributions", lines(given, "employer_contributions"));
        return statement;
    }

    /** With a currency each, and with a name where there is a type of deduction or contribution. */
    private static List<Map<String, @Nullable Object>> lines(Fields given, String name) {
        var lines = new ArrayList<Map<String, @Nullable Object>>();
        for (var each : given.has(name) ? given.list(name) : List.of()) {
            var fields = Fields.of(each);
            if (name.startsWith("employ") && fields.has("type")) {
                fields.requiredText("name");
            }
            var line = fields.toMap();
            line.put("amount", fields.number("amount", Long.MIN_VALUE, Long.MAX_VALUE, 0));
            line.putIfAbsent("currency", "usd");
            complete(line, name);
            lines.add(line);
        }
        return lines;
    }

    /** Required by the read model, if only as null. */
    private static void complete(Map<String, @Nullable Object> line, String kind) {
        var required =
                switch (kind) {
                    case "earnings" -> List.of("type", "name", "hours");
                    case "taxes" -> List.of("type", "name", "employer");
                    case "employee_deductions" -> List.of("name", "pre_tax", "type");
                    default -> List.of("name", "type");
                };
        required.forEach(name -> line.putIfAbsent(name, null));
    }

    private static long sum(List<Map<String, @Nullable Object>> lines) {
        return lines.stream().mapToLong(SandboxPayments::amount).sum();
    }

    private static long ownTaxes(List<Map<String, @Nullable Object>> taxes) {
        return taxes.stream()
                .filter(tax -> !Boolean.TRUE.equals(tax.get("employer")))
                .mapToLong(SandboxPayments::amount)
                .sum();
    }

    private static long amount(Map<String, @Nullable Object> line) {
        return line.get("amount") instanceof Long cents ? cents : 0;
    }

    private static Map<String, @Nullable Object> money(long cents) {
        return JsonTree.object("amount", cents, "currency", "usd");
    }
}
