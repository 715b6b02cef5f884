package dev.aviary.leakscan;

import dev.aviary.vault.SecretForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place of a text where something is that must not be there. Never what stands there.
 *
 * @param from where in the text it begins, in bytes
 * @param to behind its last byte
 * @param rule id of the rule that found it: lower-case letters, digits and dashes
 * @param owner whose it is; null if that is not known
 * @param form in which a secret of ours stands there, after the decodings; null for anything else
 * @param decodings that were needed to see it, the outermost first
 */
public record Hit(
        long from,
        long to,
        String rule,
        Severity severity,
        Certainty certainty,
        @Nullable Owner owner,
        @Nullable SecretForm form,
        List<Decoding> decodings) {

    public Hit {
        decodings = List.copyOf(decodings);
    }

    /** What a pattern found: nobody knows whose it is. */
    public static Hit ofPattern(long from, long to, String rule, Severity severity) {
        return new Hit(from, to, rule, severity, Certainty.PATTERN, null, null, List.of());
    }
}
