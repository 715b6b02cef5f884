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

    /** One bit for each hash of 17 bits: fits into the first level of the cache, and says no to almost all text. */
    private final long[] filter = new long[1 << 17 - 6];

    private final int[] keys;
    private final @Nullable Bucket[] buckets;
    private final int shift;

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
    }

    private static Bucket bucket(List<Integer> ranks, List<Rule> rules, Map<List<Integer>, Bucket> same) {
        return same.computeIfAbsent(ranks, r -> new Bucket(r, rules));
    }

    private void put(int key, Bucket bucket) {
        int hash = key * HASH >>> FILTER_SHIFT;
        filter[hash >>> 6] |= 1L << hash;
        int place = key * HASH >>> shift;
        while (buckets[place] != null) {
            place = place + 1 & keys.length - 1;
        }
        keys[place] = key;
        buckets[place] = bucket;
    }

    long[] filter() {
        return filter;
    }

    /** The lowest bit is not set for most of the folded keys that no pattern begins with, and set for all others. */
    static long mayBegin(long[] filter, int folded) {
        int hash = folded * HASH >>> FILTER_SHIFT;
        return filter[hash >>> 6] >>> hash;
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
