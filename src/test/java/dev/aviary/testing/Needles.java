package dev.aviary.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Secret values in the forms in which they leak: plain, hex, and base64 wherever in a text they begin. */
public final class Needles {

    private final Map<String, String> forms = new LinkedHashMap<>();

    public Needles(Collection<String> secrets) {
        secrets.forEach(this::add);
    }

    private void add(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.put(secret.toLowerCase(Locale.ROOT), "in the clear");
        forms.put(HexFormat.of().formatHex(bytes), "in hex");
        for (int shift = 0; shift < 3; shift++) {
            forms.put(base64(bytes, shift).toLowerCase(Locale.ROOT), "in base64");
        }
    }

    /** What of the encoding depends on the secret alone, if it begins so many bytes into a group of three. */
    private static String base64(byte[] secret, int shift) {
        var shifted = new byte[secret.length + shift];
        System.arraycopy(secret, 0, shifted, shift, secret.length);
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        var from = shift == 0 ? 0 : shift + 1;
        var surplus = shifted.length % 3 == 0 ? 0 : 1;
        return encoded.substring(from, encoded.length() - surplus);
    }

    /** How a secret stands in this text; says nothing of which. */
    public Optional<String> foundIn(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return forms.entrySet().stream()
                .filter(form -> lower.contains(form.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public Optional<String> foundIn(byte[] bytes) {
        return foundIn(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
