package dev.aviary.tenancy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** A checked tenant name, and the key under which it is unique: composed and in lower case, so that it does not hang on a collation. */
record TenantName(String text) {

    private static final int MAX_LENGTH = 255;

    TenantName {
        text = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.codePoints().anyMatch(TenantName::isUnprintable)) {
            throw new IllegalArgumentException(
                    "A tenant name has 1 to " + MAX_LENGTH + " characters, none of them a control character");
        }
    }

    byte[] key() {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
