package dev.aviary.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that lines of pay statements have (finch-api 2.14, read): exactly those that {@link PayStatementJson} writes. */
final class PayItems {

    /** @param flag whether the employer pays the tax, or the deduction is before tax; null where neither is asked */
    private record Item(
            String category,
            String type,
            String name,
            @Nullable Boolean flag) {}

    private static final List<Item> ALL = List.of(
            new Item("earnings", "salary", "Salary", null),
            new Item("earnings", "wage", "Hourly", null),
            new Item("earnings", "1099", "Contract", null),
            new Item("earnings", "overtime", "Overtime", null),
            new Item("earnings", "bonus", "Spot bonus", null),
            new Item("taxes", "federal", "Federal Income Tax", false),
            new Item("taxes", "state", "State Income Tax", false),
            new Item("taxes", "fica", "Social Security", false),
            new Item("taxes", "fica", "Medicare", false),
            new Item("taxes", "fica", "Social Security (Employer)", true),
            new Item("taxes", "fica", "Medicare (Employer)", true),
            new Item("taxes", "federal", "FUTA", true),
            new Item("employee_deductions", "401k", "401(k)", true),
            new Item("employee_deductions", "s125_medical", "Medical", true),
            new Item("employer_contributions", "401k", "401(k) match", null));

    private PayItems() {}

    static void list(Call call) throws IOException {
        call.query().date("start_date");
        call.query().date("end_date");
        var categories = call.query().list("categories");
        var type = call.query().text("type");
        var name = call.query().text("name");
        var found = new ArrayList<Object>();
        for (var item : ALL) {
            if ((categories.isEmpty() || categories.contains(item.category()))
                    && (type == null || type.equals(item.type()))
                    && (name == null || lower(item.name()).contains(lower(name)))) {
                found.add(shown(item));
            }
        }
        call.answer(200, JsonTree.object("responses", found));
    }

    /** Nobody can make a rule here, so a connection has none. */
    static void rules(Call call) throws IOException {
        call.answer(200, JsonTree.object("responses", List.of()));
    }

    private static Map<String, @Nullable Object> shown(Item item) {
        var attributes = JsonTree.object("metadata", null);
        if (item.flag() != null) {
            attributes.put(item.category().equals("taxes") ? "employer" : "pre_tax", item.flag());
        }
        attributes.put("type", item.type());
        return JsonTree.object("name", item.name(), "category", item.category(), "attributes", attributes);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
