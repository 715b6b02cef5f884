package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.PatternNode.Bytes;
import dev.aviary.leakscan.rules.PatternNode.Choice;
import dev.aviary.leakscan.rules.PatternNode.Repeat;
import dev.aviary.leakscan.rules.PatternNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the pattern language of the rule file: the part of RE2's that a table of states can hold, without anchors, lazy repeats and references. */
final class PatternParser {

    /** A pattern in three parts; without a group, all of it is the secret. */
    record Parts(PatternNode lead, PatternNode secret, PatternNode tail) {

        boolean hasLead() {
            return !lead.equals(PatternNode.NOTHING);
        }

        boolean hasTail() {
            return !tail.equals(PatternNode.NOTHING);
        }
    }

    private static final String ANY_CASE = "(?i)";
    private static final String GROUP = "(?:";
    private static final String GROUP_IN_ANY_CASE = "(?i:";

    private final PatternScanner in;
    private boolean anyCase;

    private PatternParser(String pattern) {
        this.in = new PatternScanner(pattern);
        this.anyCase = in.skip(ANY_CASE);
    }

    static Parts parse(String pattern) throws BadPatternException {
        return new PatternParser(pattern).parts();
    }

    private Parts parts() throws BadPatternException {
        var lead = sequence();
        if (!in.sees('(')) {
            var whole = restOfChoice(lead);
            in.requireEnd();
            return new Parts(PatternNode.NOTHING, whole, PatternNode.NOTHING);
        }
        in.next();
        var secret = choice();
        in.require(')');
        if (in.seesOneOf("*+?{")) {
            throw in.bad("the secret's group cannot be repeated");
        }
        var tail = sequence();
        if (in.sees('|') || in.sees('(')) {
            throw in.bad("a pattern with a group for the secret has one group and no alternatives outside of (?:...)");
        }
        in.requireEnd();
        return new Parts(lead, secret, tail);
    }

    private PatternNode choice() throws BadPatternException {
        return restOfChoice(sequence());
    }

    private PatternNode restOfChoice(PatternNode first) throws BadPatternException {
        if (!in.sees('|')) {
            return first;
        }
        var options = new ArrayList<>(List.of(first));
        while (in.sees('|')) {
            in.next();
            options.add(sequence());
        }
        return new Choice(options);
    }

    private PatternNode sequence() throws BadPatternException {
        var parts = new ArrayList<PatternNode>();
        while (!in.isAtEnd() && !in.seesOneOf("|)") && !isSecret()) {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    private boolean isSecret() {
        return in.sees('(') && !in.sees(GROUP) && !in.sees(GROUP_IN_ANY_CASE);
    }

    private PatternNode repeated(PatternNode node) throws BadPatternException {
        if (!in.seesOneOf("*+?{")) {
            return node;
        }
        var repeat =
                switch (in.next()) {
                    case '*' -> new Repeat(node, 0, Repeat.WITHOUT_END);
                    case '+' -> new Repeat(node, 1, Repeat.WITHOUT_END);
                    case '?' -> new Repeat(node, 0, 1);
                    default -> in.counted(node);
                };
        if (in.seesOneOf("*+?{")) {
            throw in.bad("a repeat cannot be repeated, nor be lazy or possessive: the longest match counts");
        }
        return repeat;
    }

    private PatternNode atom() throws BadPatternException {
        if (in.skip(GROUP)) {
            return group();
        }
        if (in.skip(GROUP_IN_ANY_CASE)) {
            return groupInAnyCase();
        }
        char c = in.next();
        return switch (c) {
            case '[' -> bytes(in.byteClass());
            case '.' -> bytes(ByteSet.ANY_BUT_NEWLINE);
            case '\\' -> bytes(in.escape());
            case '^', '$' -> throw in.bad("'" + c + "' is no anchor here; say 'boundary', or escape it");
            case '*', '+', '?', '{', '}', ']' -> throw in.bad("'" + c + "' must be escaped");
            default -> literal(c);
        };
    }

    private PatternNode group() throws BadPatternException {
        var inside = choice();
        in.require(')');
        return inside;
    }

    private PatternNode groupInAnyCase() throws BadPatternException {
        var outside = anyCase;
        anyCase = true;
        var inside = group();
        anyCase = outside;
        return inside;
    }

    private PatternNode bytes(ByteSet set) throws BadPatternException {
        if (set.isEmpty()) {
            throw in.bad("an empty class matches nothing");
        }
        return new Bytes(anyCase ? set.inBothCases() : set);
    }

    private PatternNode literal(char c) throws BadPatternException {
        var parts = new ArrayList<PatternNode>();
        for (byte value : in.wholeCharacter(c).getBytes(StandardCharsets.UTF_8)) {
            parts.add(bytes(ByteSet.of(value & 0xff)));
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }
}
