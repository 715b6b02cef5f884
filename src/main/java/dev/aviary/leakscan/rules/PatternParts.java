package dev.aviary.leakscan.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named pieces of patterns: a pattern says {@code %{name}} for one. */
final class PatternParts {

    private static final Pattern NAMED = Pattern.compile("%\\{([a-z-]+)}");

    private final Map<String, String> parts = new HashMap<>();
    private final Map<String, LazyDfa> compiled = new HashMap<>();

    /** A part may use those before it. */
    void put(String name, String pattern) throws BadPatternException {
        var expanded = expand(pattern);
        PatternParser.parse(expanded);
        parts.put(name, "(?:" + expanded + ")");
    }

    String expand(String pattern) throws BadPatternException {
        var expanded = new StringBuilder();
        var named = NAMED.matcher(pattern);
        while (named.find()) {
            var part = parts.get(named.group(1));
            if (part == null) {
                throw new BadPatternException("there is no part '" + named.group(1) + "'");
            }
            named.appendReplacement(expanded, Matcher.quoteReplacement(part));
        }
        return named.appendTail(expanded).toString();
    }

    /** A pattern for all of a secret, made once however many rules have it. */
    LazyDfa compiled(String pattern) throws BadPatternException {
        var expanded = expand(pattern);
        var known = compiled.get(expanded);
        if (known == null) {
            known = new LazyDfa(RulePattern.wholly(expanded));
            compiled.put(expanded, known);
        }
        return known;
    }
}
