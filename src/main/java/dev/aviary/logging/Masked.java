package dev.aviary.logging;

/** Text that may be shown, of text from who knows where: what the log is masked by, for what does not pass through it. */
public final class Masked {

    private Masked() {}

    /** With everything masked that looks like a secret or is known to be one. Linear in the length; never throws, and never holds more than the text did. */
    public static String text(String text) {
        try {
            return Masking.of(text, KnownSecrets.ofThisProcess());
        } catch (RuntimeException e) {
            return "(" + text.length() + " characters, withheld because they could not be masked: "
                    + e.getClass().getSimpleName() + ")";
        }
    }
}
