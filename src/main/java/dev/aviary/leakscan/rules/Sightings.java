package dev.aviary.leakscan.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What all rules saw in a block. */
final class Sightings {

    private static final Comparator<Sighting> ORDER = Comparator.comparingInt(Sighting::from)
            .thenComparingInt(Sighting::to)
            .thenComparingInt(Sighting::rank);

    private final List<Sighting> all = new ArrayList<>();

    void add(Sighting sighting) {
        all.add(sighting);
    }

    /**
     * Those that yield to no other, in the order of the text. Whoever yields does so even to one that yields itself: else it would depend on how far
     * back the text was looked at.
     */
    List<Sighting> standing() {
        all.sort(ORDER);
        var yields = new boolean[all.size()];
        var open = new ArrayList<Integer>();
        for (int next = 0; next < yields.length; next++) {
            var sighting = all.get(next);
            open.removeIf(earlier -> all.get(earlier).to() <= sighting.from());
            for (int earlier : open) {
                yields[next] |= sighting.yieldsTo(all.get(earlier)) || sighting.equals(all.get(earlier));
                yields[earlier] |= all.get(earlier).yieldsTo(sighting);
            }
            open.add(next);
        }
        return IntStream.range(0, yields.length)
                .filter(number -> !yields[number])
                .mapToObj(all::get)
                .toList();
    }
}
