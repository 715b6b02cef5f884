package dev.aviary.leakscan;

/** What has to be undone to see a secret in a text. */
public enum Decoding {
    /** {@code %2D}. */
    PERCENT,
    /** {@code \u002d} and {@code \/}, as in JSON and in source code. */
    JSON,
    /** {@code &#45;} and {@code &amp;}. */
    XML,
    /** {@code =2D}, and lines that end with {@code =}. */
    QUOTED_PRINTABLE,
    /** Either alphabet, padded or not, in lines or not. */
    BASE64,
    GZIP,
    /** A zero byte beside each character. */
    UTF16,
    /** {@code 56, 100, -3}, as Java prints a {@code byte[]}. */
    NUMBERS,
    /** {@code a, b, c}, as Java prints a {@code char[]}. */
    CHARACTERS,
    /** Broken by the end of a line, and perhaps what stands at the beginning of the next. */
    LINES
}
