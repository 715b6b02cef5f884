package dev.aviary.leakscan.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which patterns can begin with four given bytes. Immutable. */
final class Candidates {

    private static final int HASH = 0x9E3779B1;
    private static final int FILTER_SHIFT = 15;

    /** One byte for each hash of 17 bits, since to pick a bit costs more than a larger table: a text needs few lines of it. Says no to almost all text. */
    private final byte[] filter = new byte[1 << Integer.SIZE - FILTER_SHIFT];

    private final int[] keys;
    private final @Nullable Bucket[] buckets;
    private final int shift;
    private final int bucketCount;

    /** @param rules those without a pattern do not count */
    Candidates(List<Rule> rules) {
        var byKey = new TreeMap<Integer, TreeSet<Integer>>();
        for (int rank = 0; rank < rules.size(); rank++) {
            var pattern = rules.get(rank).pattern();
            for (int key : pattern == null ? List.<Integer>of() : pattern.beginnings()) {
                byKey.computeIfAbsent(key, k -> new TreeSet<>()).add(rank);
            }
        }
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(8, byKey.size()));
        this.shift = 32 - bits;
        this.keys = new int[1 << bits];
        this.buckets = new @Nullable Bucket[1 << bits];
        var same = new HashMap<List<Integer>, Bucket>();
        byKey.forEach((key, ranks) -> put(key, bucket(new ArrayList<>(ranks), rules, same)));
        this.bucketCount = same.size();
    }

    private static Bucket bucket(List<Integer> ranks, List<Rule> rules, Map<List<Integer>, Bucket> same) {
        return same.computeIfAbsent(ranks, r -> new Bucket(same.size(), r, rules));
    }

    private void put(int key, Bucket bucket) {
        filter[key * HASH >>> FILTER_SHIFT] = 1;
        int place = key * HASH >>> shift;
        while (buckets[place] != null) {
            place = place + 1 & keys.length - 1;
        }
        keys[place] = key;
        buckets[place] = bucket;
    }

    byte[] filter() {
        return filter;
    }

    /** 0 for most of the folded keys that no pattern begins with, 1 for all others. */
    static int mayBegin(byte[] filter, int folded) {
        return filter[folded * HASH >>> FILTER_SHIFT];
    }

    /** How many different buckets there are. */
    int buckets() {
        return bucketCount;
    }

    /** @return null if no pattern begins like this */
    @Nullable
    Bucket at(int folded) {
        int place = folded * HASH >>> shift;
        while (buckets[place] != null) {
            if (keys[place] == folded) {
                return buckets[place];
            }
            place = place + 1 & keys.length - 1;
        }
        return null;
    }
}
