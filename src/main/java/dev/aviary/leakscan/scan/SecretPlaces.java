package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.source.Texts;
import dev.aviary.leakscan.source.Unread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in one text secrets stand, in order, none touching another. */
final class SecretPlaces implements Texts {

    private static final int MOST = 2_000_000;
    private static final int LONGEST_REST = 64;
    private static final String SIGNS = "-._~+/=%";

    private final List<Detector> detectors;
    private final List<Place> found = new ArrayList<>();
    private long leftOut;
    private @Nullable String unread;

    SecretPlaces(List<Detector> detectors) {
        this.detectors = detectors;
    }

    record Place(long from, long to, String rule, Mask mask) {}

    @Override
    public void begin(String place) {}

    @Override
    public void block(Block block) {
        if (found.size() < MOST) {
            var hits = BlockSearch.ALONE.search(detectors, block);
            hits.all().forEach(hit -> found.add(place(block, hit)));
            leftOut += hits.leftOut();
        }
    }

    /** Bytes that were searched as they stand. */
    long leftOut() {
        return leftOut;
    }

    /** Of a secret that was cut off, a few bytes beside those that were recognised may be left. */
    private static Place place(Block block, Hit hit) {
        var bytes = block.bytes();
        int from = (int) (hit.from() - block.position()) + block.from();
        int to = (int) (hit.to() - block.position()) + block.from();
        var wide = !hit.decodings().isEmpty() && hit.decodings().get(0) == Decoding.UTF16;
        if (hit.certainty() == Certainty.PROBABLE) {
            for (var i = 0; i < LONGEST_REST && from > block.from() && isOfAToken(bytes[from - 1], wide); i++) {
                from--;
            }
            for (var i = 0; i < LONGEST_REST && to < block.to() && isOfAToken(bytes[to], wide); i++) {
                to++;
            }
        }
        return new Place(block.at(from), block.at(to), hit.rule(), mask(bytes[from], wide));
    }

    private static Mask mask(byte first, boolean wide) {
        if (!wide) {
            return Mask.PLAIN;
        }
        return first == 0 ? Mask.FROM_ZERO : Mask.FROM_SIGN;
    }

    private static boolean isOfAToken(byte one, boolean wide) {
        return wide && one == 0 || one > 0 && (Character.isLetterOrDigit(one) || SIGNS.indexOf(one) >= 0);
    }

    @Override
    public void end() {}

    @Override
    public void unread(Unread one) {
        unread = one.why();
    }

    /** @throws RedactionRefusedException if not all of the text was searched */
    List<Place> places() throws IOException {
        if (unread != null) {
            throw new RedactionRefusedException(unread);
        }
        if (found.size() >= MOST) {
            throw new RedactionRefusedException("has more than " + MOST + " secrets; delete it");
        }
        found.sort(Comparator.comparingLong(Place::from));
        var apart = new ArrayList<Place>();
        for (var place : found) {
            int last = apart.size() - 1;
            if (last >= 0 && apart.get(last).to() >= place.from()) {
                var before = apart.get(last);
                apart.set(
                        last,
                        new Place(before.from(), Math.max(before.to(), place.to()), before.rule(), before.mask()));
            } else {
                apart.add(place);
            }
        }
        return apart;
    }
}
