package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.YamlFile.Field;
import java.nio.file.PathMatcher;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes an allowance of its fields, or faults. */
final class AllowanceReader {

    static final Set<String> FIELDS = Set.of("rules", "secret", "file", "reason", "until");

    private final Map<String, Field> fields;
    private final Field head;
    private final PatternParts parts;

    AllowanceReader(Map<String, Field> fields, Field head, PatternParts parts) {
        this.fields = fields;
        this.head = head;
        this.parts = parts;
    }

    /**
     * @param known ids of all rules
     * @return null after a fault
     */
    @Nullable
    Allowance read(Set<String> known) {
        var reason = text("reason");
        var until = until();
        if (!fields.containsKey("secret") && !fields.containsKey("file")) {
            head.fault("an allowance needs 'secret' or 'file', or it would allow everything");
            return null;
        }
        var secret = secret();
        var file = file();
        if (reason == null || until == null || (secret == null && file == null)) {
            return null;
        }
        return new Allowance(rules(known), secret, file, reason, until, head.place());
    }

    private Set<String> rules(Set<String> known) {
        var rules = new HashSet<String>();
        var field = fields.get("rules");
        for (var item : field == null ? List.<Field>of() : field.items("rules")) {
            var id = item.text("rules");
            if (id != null && !known.contains(id)) {
                item.fault("there is no rule '" + id + "'");
            } else if (id != null) {
                rules.add(id);
            }
        }
        return rules;
    }

    private @Nullable LazyDfa secret() {
        var field = fields.get("secret");
        var text = field == null ? null : field.text("secret");
        if (field == null || text == null) {
            return null;
        }
        try {
            var secret = parts.compiled(text);
            secret.prepare();
            return secret;
        } catch (BadPatternException e) {
            field.fault("bad pattern: " + e.getMessage());
            return null;
        }
    }

    private @Nullable PathMatcher file() {
        var field = fields.get("file");
        var text = field == null ? null : field.text("file");
        if (field == null || text == null) {
            return null;
        }
        try {
            return Allowance.glob(text);
        } catch (PatternSyntaxException e) {
            field.fault("'" + text + "' is no glob: " + e.getDescription());
            return null;
        }
    }

    private @Nullable LocalDate until() {
        var text = text("until");
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            fields.getOrDefault("until", head).fault("'" + text + "' is no date; write it as 2027-01-31");
            return null;
        }
    }

    private @Nullable String text(String name) {
        var field = fields.get(name);
        if (field == null) {
            head.fault("an allowance needs '" + name + "'");
            return null;
        }
        return field.text(name);
    }
}
