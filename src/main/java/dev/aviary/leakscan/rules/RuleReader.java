package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.rules.YamlFile.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a rule of its fields, or faults. */
final class RuleReader {

    static final Set<String> FIELDS = Set.of(
            "id",
            "enabled",
            "description",
            "severity",
            "pattern",
            "before",
            "shape",
            "boundary",
            "check",
            "unless",
            "match",
            "ignore");

    /** Taken out of an example, so that the file that holds it does not hold what looks like a secret. */
    private static final String SEAM = "<>";

    private final String id;
    private final Map<String, Field> fields;
    private final Field head;
    private final PatternParts parts;
    private boolean faulty;

    /** @param head where the rule begins */
    RuleReader(String id, Map<String, Field> fields, Field head, PatternParts parts) {
        this.id = id;
        this.fields = fields;
        this.head = head;
        this.parts = parts;
    }

    /** @return null after a fault */
    @Nullable
    Rule read() {
        var description = required("description");
        var severity = word("severity", Severity.values(), null);
        var pattern = pattern();
        var shape = fields.containsKey("shape") ? word("shape", Shape.values(), null) : null;
        if (!faulty && (pattern == null) == (shape == null)) {
            fault(head, "needs either 'pattern' or 'shape'");
        }
        var matching = examples("match");
        var ignored = examples("ignore");
        var checks = checks();
        var harmless = harmless();
        if (faulty || description == null || severity == null) {
            return null;
        }
        return new Rule(id, description, severity, pattern, shape, checks, harmless, matching, ignored, head.place());
    }

    private @Nullable RulePattern pattern() {
        var field = fields.get("pattern");
        var text = field == null ? null : field.text("pattern");
        var boundary = word("boundary", Boundary.values(), Boundary.BOTH);
        if (field == null || text == null || boundary == null) {
            faulty |= field != null;
            return null;
        }
        var before = fields.get("before");
        try {
            return new RulePattern(
                    parts.expand(text), before == null ? null : parts.expand(textOf(before, "before")), boundary);
        } catch (BadPatternException e) {
            fault(field, "bad pattern: " + e.getMessage());
            return null;
        }
    }

    private static String textOf(Field field, String name) throws BadPatternException {
        var text = field.text(name);
        if (text == null) {
            throw new BadPatternException("'" + name + "' is empty");
        }
        return text;
    }

    private List<SecretCheck> checks() {
        var checks = new ArrayList<SecretCheck>();
        for (var item : items("check")) {
            var name = item.text("check");
            var check = name == null ? null : SecretChecks.named(name);
            if (check == null) {
                fault(item, "there is no check '" + name + "'; known are " + SecretChecks.names());
            } else {
                checks.add(check);
            }
        }
        return checks;
    }

    private List<LazyDfa> harmless() {
        var patterns = new ArrayList<LazyDfa>();
        for (var item : items("unless")) {
            try {
                patterns.add(parts.compiled(textOf(item, "unless")));
            } catch (BadPatternException e) {
                fault(item, "bad pattern: " + e.getMessage());
            }
        }
        return patterns;
    }

    private List<String> examples(String name) {
        var examples = items(name).stream()
                .map(item -> item.text(name))
                .map(text -> text == null ? "" : text.replace(SEAM, ""))
                .toList();
        if (examples.isEmpty()) {
            fault(head, "has no example in '" + name + "'");
        }
        return examples;
    }

    private List<Field> items(String name) {
        var field = fields.get(name);
        return field == null ? List.of() : field.items(name);
    }

    private @Nullable String required(String name) {
        var field = fields.get(name);
        if (field == null) {
            fault(head, "'" + name + "' is missing");
            return null;
        }
        var text = field.text(name);
        faulty |= text == null;
        return text;
    }

    /** One of the words of an enum, in lower case and with dashes. */
    private <E extends Enum<E>> @Nullable E word(String name, E[] values, @Nullable E otherwise) {
        if (otherwise != null && !fields.containsKey(name)) {
            return otherwise;
        }
        var text = required(name);
        for (var value : values) {
            if (written(value).equals(text)) {
                return value;
            }
        }
        if (text != null) {
            fault(
                    fields.getOrDefault(name, head),
                    "'" + name + "' is '" + text + "'; it must be one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(values)
                                            .map(RuleReader::written)
                                            .toList()));
        }
        return null;
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void fault(Field at, String message) {
        faulty = true;
        at.fault("rule '" + id + "': " + message);
    }
}
