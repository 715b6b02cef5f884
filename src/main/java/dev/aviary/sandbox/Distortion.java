package dev.aviary.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in the data of one record, which is a JSON tree by then: each kind rewrites the fields that it is about. */
final class Distortion {

    private static final Set<String> ENUMS = Set.of(
            "type",
            "subtype",
            "status",
            "employment_status",
            "gender",
            "ethnicity",
            "marital_status",
            "flsa_status",
            "unit",
            "payment_method",
            "frequency",
            "pay_frequencies");

    private static final Set<String> ARRAYS_WITH_NULLS = Set.of(
            "departments",
            "locations",
            "phone_numbers",
            "income_history",
            "earnings",
            "taxes",
            "employee_deductions",
            "employer_contributions");

    private static final Set<String> LONG =
            Set.of("first_name", "last_name", "title", "legal_name", "unit", "currency", "description", "name");

    private final Set<FaultKind> kinds;

    Distortion(Set<FaultKind> kinds) {
        this.kinds = kinds;
    }

    boolean changesNothing() {
        return kinds.stream().noneMatch(Distortion::isAboutData);
    }

    @Nullable
    Object of(@Nullable Object record) {
        var distorted = value("", record);
        if (kinds.contains(FaultKind.EXTRA_FIELDS) && distorted instanceof Map<?, ?> map) {
            var wider = new LinkedHashMap<Object, @Nullable Object>(map);
            wider.put("x_new_field", "of tomorrow");
            wider.put("x_new_object", Map.of("nested", List.of(1, true)));
            return wider;
        }
        return distorted;
    }

    private static boolean isAboutData(FaultKind kind) {
        return switch (kind) {
            case NULL_ELEMENTS,
                    UNKNOWN_ENUM,
                    EXTRA_FIELDS,
                    STRING_MANUAL,
                    UPPER_CASE_CURRENCY,
                    LONG_STRINGS,
                    NO_COUNT -> true;
            default -> false;
        };
    }

    private @Nullable Object value(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((key, inner) -> {
                if (!(key.equals("count") && kinds.contains(FaultKind.NO_COUNT))) {
                    copy.put((String) key, value((String) key, inner));
                }
            });
            return copy;
        }
        if (value instanceof List<?> list) {
            return list(name, list);
        }
        return scalar(name, value);
    }

    private List<@Nullable Object> list(String name, List<?> list) {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(inner -> copy.add(value(name, inner)));
        if (kinds.contains(FaultKind.NULL_ELEMENTS) && ARRAYS_WITH_NULLS.contains(name)) {
            copy.add(copy.size() / 2, null);
        }
        return copy;
    }

    private @Nullable Object scalar(String name, @Nullable Object value) {
        if (kinds.contains(FaultKind.UNKNOWN_ENUM) && ENUMS.contains(name) && value instanceof String) {
            return "word_of_tomorrow";
        }
        if (kinds.contains(FaultKind.UPPER_CASE_CURRENCY) && name.equals("currency") && value instanceof String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }
        if (kinds.contains(FaultKind.STRING_MANUAL) && name.equals("manual") && value instanceof Boolean) {
            return value.toString();
        }
        if (kinds.contains(FaultKind.LONG_STRINGS) && LONG.contains(name) && value instanceof String text) {
            return text + " and so on".repeat(200);
        }
        return value;
    }
}
