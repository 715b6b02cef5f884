package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule, ready for use.
 *
 * @param pattern null if the rule has a shape instead
 * @param shape null if the rule has a pattern
 * @param checks what the secret must keep besides
 * @param harmless secrets that are none, matched as a whole
 * @param matching texts in which the rule must find something
 * @param ignored texts in which it must not
 * @param place file and line
 */
record Rule(
        String id,
        String description,
        Severity severity,
        @Nullable RulePattern pattern,
        @Nullable Shape shape,
        List<SecretCheck> checks,
        List<LazyDfa> harmless,
        List<String> matching,
        List<String> ignored,
        String place) {

    /** Makes the tables, so that nothing can go wrong later. */
    void prepare() throws BadPatternException {
        if (pattern != null) {
            pattern.prepare();
        }
        for (var secret : harmless) {
            secret.prepare();
        }
    }

    boolean accepts(byte[] bytes, int from, int to, Tally tally) {
        for (var check : checks) {
            if (!check.accepts(bytes, from, to, tally)) {
                return false;
            }
        }
        return true;
    }

    boolean isHarmless(byte[] bytes, int from, int to) {
        for (var pattern : harmless) {
            if (pattern.matches(bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
