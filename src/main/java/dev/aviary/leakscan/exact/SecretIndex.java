package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Owner;
import dev.aviary.tenancy.TenantId;
import dev.aviary.vault.Fingerprint;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.SecretForm;
import dev.aviary.vault.WindowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The fingerprints of all secrets, in memory: which windows there are, and to which secret, form and place every eighth belongs. About 1 kB for a token
 * that is a UUID. Does not change; thread-safe.
 */
final class SecretIndex {

    /** Enough to find an encoded form, and one that the end of a line cuts anywhere: 11 bytes before the cut, a stride, a window. */
    private static final int ENCODED_PLACES = 24;

    private static final int BITS = 10;
    private static final int STRIDED_BITS = 7;

    private static final SecretForm[] FORMS = SecretForm.values();

    private final WindowHash hash;
    private final WindowFilter filter;
    private final WindowFilter strided;
    private final Anchors anchors;
    private final List<Owner> owners = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private char[] lengths = new char[FORMS.length];
    private int longest;
    private boolean full;

    private SecretIndex(WindowHash hash, Size size) {
        this.hash = hash;
        this.filter = new WindowFilter(size.windows, BITS);
        this.strided = new WindowFilter(size.strided, STRIDED_BITS);
        this.anchors = new Anchors(size.anchors);
    }

    /** Goes through the fingerprints twice: the first time to see how many windows there are. */
    static SecretIndex of(Fingerprints fingerprints, Collection<TenantId> tenants, Occasion occasion) {
        while (true) {
            var size = new Size();
            fingerprints.ofLive(tenants, occasion, size::add);
            var index = new SecretIndex(fingerprints.windowHash(), size);
            fingerprints.ofLive(tenants, occasion, index::add);
            if (!index.full) {
                return index;
            }
        }
    }

    private static final class Size {
        private long windows;
        private long strided;
        private long anchors;

        private void add(Fingerprint fingerprint) {
            for (var form : fingerprint.forms()) {
                var kept = kept(form, fingerprint.windows(form).length);
                windows += kept;
                strided += StridedPlaces.of(form, kept).count();
                anchors += (kept + Anchors.EVERY - 1) / Anchors.EVERY;
            }
        }
    }

    /** UTF-16 is decoded, together with all that can be inside. */
    private static int kept(SecretForm form, int windows) {
        return switch (form) {
            case UTF16 -> 0;
            case TEXT, UPPER, LOWER, COMPACT, COMPACT_UPPER -> Math.min(windows, Anchors.PLACES);
            default -> Math.min(windows, ENCODED_PLACES);
        };
    }

    /** How many windows of a form of so many bytes are there to compare with. */
    static int kept(int form, int length) {
        return kept(FORMS[form], length - WindowHash.WINDOW + 1);
    }

    private void add(Fingerprint fingerprint) {
        rules.add(((fingerprint.isRetired() ? "retired-" : "live-") + fingerprint.kind()).intern());
        owners.add(
                new Owner(fingerprint.id(), fingerprint.tenant(), fingerprint.connection(), fingerprint.isRetired()));
        if (owners.size() > Anchors.MOST) {
            throw new IllegalStateException("More than " + Anchors.MOST + " secrets cannot be searched for at once");
        }
        if (lengths.length <= owners.size() * FORMS.length) {
            lengths = Arrays.copyOf(lengths, 2 * lengths.length + FORMS.length);
        }
        for (var form : fingerprint.forms()) {
            add(form, fingerprint.windows(form));
        }
    }

    private void add(SecretForm form, long[] windows) {
        var kept = kept(form, windows.length);
        if (kept == 0) {
            return;
        }
        var length = windows.length + WindowHash.WINDOW - 1;
        lengths[(owners.size() - 1) * FORMS.length + form.ordinal()] = (char) length;
        longest = Math.max(longest, length);
        var strides = StridedPlaces.of(form, kept);
        for (var place = 0; place < kept; place++) {
            filter.add(windows[place]);
            if (strides.has(place)) {
                strided.add(windows[place]);
            }
            if (place % Anchors.EVERY == 0) {
                full |= !anchors.add(windows[place], owners.size(), form.ordinal(), place);
            }
        }
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    WindowHash hash() {
        return hash;
    }

    /** All windows. */
    WindowFilter filter() {
        return filter;
    }

    /** Enough windows to find each secret by one at the stride: fewer, so that they stay in the cache of the processor. */
    WindowFilter strided() {
        return strided;
    }

    Anchors anchors() {
        return anchors;
    }

    Owner owner(int fingerprint) {
        return owners.get(fingerprint - 1);
    }

    /** For example {@code live-token} or {@code retired-client-secret}. */
    String rule(int fingerprint) {
        return rules.get(fingerprint - 1);
    }

    static SecretForm form(int ordinal) {
        return FORMS[ordinal];
    }

    /** How many bytes the form has. */
    int length(int fingerprint, int form) {
        return lengths[(fingerprint - 1) * FORMS.length + form];
    }

    /** Bytes of the longest form. */
    int longest() {
        return longest;
    }

    /** Whether these windows of a form are known, as far as they are kept. */
    boolean knows(int form, byte[] text, int from, int firstPlace, int endPlace) {
        var end = Math.min(endPlace, kept(FORMS[form], Integer.MAX_VALUE));
        for (var place = firstPlace; place < end; place++) {
            if (!filter.mayHave(hash.at(text, from + place))) {
                return false;
            }
        }
        return true;
    }
}
