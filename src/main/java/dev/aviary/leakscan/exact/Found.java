package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found in a block, most of it more than once: as it stands, as a part, and decoded. What overlaps and is of the same secret is one place; what is
 * sure goes before what is probable, a longer part before a shorter one, and what needs less decoding before what needs more.
 */
final class Found {

    private final List<Place> places = new ArrayList<>();

    record Place(int fingerprint, int form, int from, int to, Certainty certainty, List<Decoding> undone) {}

    void add(Place place) {
        places.add(place);
    }

    List<Place> distinct() {
        places.sort(Comparator.comparing(Place::certainty)
                .thenComparing(place -> place.certainty() == Certainty.PROBABLE ? place.from() - place.to() : 0)
                .thenComparing(place -> place.undone().size())
                .thenComparing(Place::from)
                .thenComparing(Place::form));
        Map<Integer, TreeMap<Integer, Integer>> taken = new HashMap<>();
        var distinct = new ArrayList<Place>();
        for (var place : places) {
            if (isFree(taken.computeIfAbsent(place.fingerprint(), of -> new TreeMap<>()), place)) {
                distinct.add(place);
            }
        }
        places.clear();
        return distinct;
    }

    private static boolean isFree(TreeMap<Integer, Integer> taken, Place place) {
        var before = taken.lowerEntry(place.to());
        if (before != null && before.getValue() > place.from()) {
            return false;
        }
        taken.put(place.from(), place.to());
        return true;
    }
}
