package dev.aviary.store;

/** Cuts texts to what a column can hold. */
final class Texts {

    static final int WORD = 64;
    static final int ID = 100;
    static final int NAME = 255;
    static final int TEXT = 1000;

    private Texts() {}

    /** The text itself if a column of so many characters holds it exactly; else its beginning, halves of characters replaced. */
    static String fit(String text, int limit) {
        if (text.length() <= limit && isWhole(text)) {
            return text;
        }
        var cut = new StringBuilder();
        for (var i = 0; i < text.length(); ) {
            var point = text.codePointAt(i);
            var whole = isSurrogate(point) ? '\uFFFD' : point;
            if (cut.length() + Character.charCount(whole) > limit) {
                break;
            }
            cut.appendCodePoint(whole);
            i += Character.charCount(point);
        }
        return cut.toString();
    }

    /** As {@link #fit}, for columns that hold ASCII only. */
    static String ascii(String text, int limit) {
        if (text.length() <= limit && isAscii(text)) {
            return text;
        }
        var cut = new StringBuilder(text.substring(0, Math.min(limit, text.length())));
        for (var i = 0; i < cut.length(); i++) {
            if (cut.charAt(i) > 127) {
                cut.setCharAt(i, '?');
            }
        }
        return cut.toString();
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(Texts::isSurrogate);
            }
        }
        return true;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
