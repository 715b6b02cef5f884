package dev.aviary.cli;

/** Foreign text as a terminal may have it. */
final class Printable {

    private Printable() {}

    /** With a question mark for whatever a terminal would obey, and not show: control characters of both sets, signs that turn the direction of a text, ends of lines. */
    static String text(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
