package dev.aviary.leakscan.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The shipped rules as ripgrep reads them: patterns and boundaries, without checks. */
final class RipgrepPatterns {

    private static final Map<String, String> SHAPES = Map.of(
            "card",
            "(?:[0-9]{13,19}|[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{4}|[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5})",
            "dashed-ssn",
            "[0-9]{3}-[0-9]{2}-[0-9]{4}");

    private RipgrepPatterns() {}

    @SuppressWarnings("unchecked")
    static List<String> shipped() throws IOException, BadPatternException {
        Map<String, Object> file = new Yaml().load(Files.readString(Path.of(LeakRules.SHIPPED)));
        var parts = new PatternParts();
        for (var part : ((Map<String, String>) file.getOrDefault("parts", Map.of())).entrySet()) {
            parts.put(part.getKey(), part.getValue());
        }
        var patterns = new ArrayList<String>();
        for (var rule : (List<Map<String, Object>>) file.getOrDefault("rules", List.of())) {
            patterns.add(pattern(new HashMap<>(rule), parts));
        }
        return patterns;
    }

    private static String pattern(Map<String, Object> rule, PatternParts parts) throws BadPatternException {
        var boundary = String.valueOf(rule.getOrDefault("boundary", "both"));
        var text = rule.containsKey("pattern")
                ? parts.expand(String.valueOf(rule.get("pattern")))
                : SHAPES.getOrDefault(String.valueOf(rule.get("shape")), "");
        return "(?-u)"
                + (boundary.equals("both") || boundary.equals("left") ? "\\b" : "")
                + rule.getOrDefault("before", "")
                + "(?:" + text + ")"
                + (boundary.equals("both") || boundary.equals("right") ? "\\b" : "");
    }
}
