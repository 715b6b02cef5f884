package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.YamlFile.Field;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts rule files on top of each other: a later one adds rules, or gives fields of a rule anew. */
final class RuleFiles {

    private static final Set<String> TOP = Set.of("parts", "rules", "allow");
    private static final String ID = "[a-z][a-z0-9-]{1,63}";

    private final List<String> faults = new ArrayList<>();
    private final PatternParts parts = new PatternParts();

    /** In the order of their rank: rules that a later file adds come before those of the files before it. */
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    private final List<Entry> allowances = new ArrayList<>();

    private record Entry(Field head, Map<String, Field> fields) {}

    /** Rules and allowances as all files together say. */
    record Contents(List<Rule> rules, List<Allowance> allowances) {}

    void add(String source, Reader content) {
        var file = new YamlFile(source, faults);
        var root = file.read(content);
        if (root == null) {
            return;
        }
        var fields = file.fields(root, "a rule file", TOP);
        var named = fields.get("parts");
        if (named != null) {
            file.fields(named.node(), "parts", Set.of()).forEach(this::addPart);
        }
        addRules(items(fields, "rules"));
        for (var item : items(fields, "allow")) {
            allowances.add(new Entry(item, file.fields(item.node(), "an allowance", AllowanceReader.FIELDS)));
        }
    }

    void unreadable(String source, String why) {
        faults.add(source + ": cannot be read (" + why + ")");
    }

    private static List<Field> items(Map<String, Field> fields, String name) {
        var field = fields.get(name);
        return field == null ? List.of() : field.items(name);
    }

    private void addPart(String name, Field pattern) {
        var text = pattern.text(name);
        try {
            parts.put(name, text == null ? "" : text);
        } catch (BadPatternException e) {
            pattern.fault("part '" + name + "': bad pattern: " + e.getMessage());
        }
    }

    private void addRules(List<Field> items) {
        var before = new LinkedHashMap<>(entries);
        var mine = new LinkedHashMap<String, Entry>();
        for (var item : items) {
            var fields = item.file().fields(item.node(), "a rule", RuleReader.FIELDS);
            var id = id(item, fields);
            if (id != null && mine.put(id, merged(before.get(id), item, fields)) != null) {
                item.fault("rule '" + id + "' stands twice in this file");
            }
        }
        before.replaceAll((id, entry) -> mine.getOrDefault(id, entry));
        mine.keySet().removeAll(before.keySet());
        entries.clear();
        entries.putAll(mine);
        entries.putAll(before);
    }

    private static @Nullable String id(Field item, Map<String, Field> fields) {
        var field = fields.get("id");
        if (field == null) {
            item.fault("a rule needs 'id'");
            return null;
        }
        var id = field.text("id");
        if (id == null || id.matches(ID)) {
            return id;
        }
        field.fault("'" + id + "' is no id; use lower-case letters, digits and dashes");
        return null;
    }

    private static Entry merged(@Nullable Entry old, Field head, Map<String, Field> fields) {
        if (old == null) {
            return new Entry(head, fields);
        }
        var all = new LinkedHashMap<>(old.fields());
        if (fields.containsKey("pattern")) {
            all.remove("shape");
        }
        if (fields.containsKey("shape")) {
            all.remove("pattern");
        }
        all.putAll(fields);
        return new Entry(head, all);
    }

    /** @throws RuleFileException naming every fault with file and line */
    Contents contents() {
        var rules = new ArrayList<Rule>();
        entries.forEach((id, entry) -> {
            if (isEnabled(entry)) {
                var rule = new RuleReader(id, entry.fields(), entry.head(), parts).read();
                if (rule != null) {
                    rules.add(rule);
                }
            }
        });
        var allowed = new ArrayList<Allowance>();
        for (var entry : allowances) {
            var allowance = new AllowanceReader(entry.fields(), entry.head(), parts).read(entries.keySet());
            if (allowance != null) {
                allowed.add(allowance);
            }
        }
        if (!faults.isEmpty()) {
            throw new RuleFileException(faults);
        }
        return new Contents(List.copyOf(rules), List.copyOf(allowed));
    }

    private static boolean isEnabled(Entry entry) {
        var field = entry.fields().get("enabled");
        var text = field == null ? "true" : field.text("enabled");
        if (field != null && text != null && !text.equals("true") && !text.equals("false")) {
            field.fault("'enabled' is '" + text + "'; it must be true or false");
        }
        return "true".equals(text);
    }
}
