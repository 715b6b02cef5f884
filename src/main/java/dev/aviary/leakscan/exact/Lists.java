package dev.aviary.leakscan.exact;

/** Looks at stretches with a pattern of their own, long enough to be seen by samples: UTF-16, and arrays as Java prints them. */
final class Lists {

    private static final int SHORTEST = 16;
    private static final int PART = 48 << 10;
    private static final int OVERLAP = 6 << 10;
    private static final Decoder WIDE = new WideText();
    private static final Decoder NUMBERS = new Numbers();
    private static final Decoder AS_BASE64 = new BytesAsBase64();
    private static final Decoder CHARACTERS = new Characters();

    private final Search search;

    Lists(Search search) {
        this.search = search;
    }

    void look(Level level) {
        var sieve = level.sieve;
        for (var i = 0; i < sieve.wideCount; i++) {
            if (sieve.wides[i] >= level.wideSeen) {
                lookAtWide(level, sieve.wides[i]);
            }
        }
        for (var i = 0; i < sieve.listCount; i++) {
            if (sieve.lists[i] >= level.listSeen) {
                lookAtCharacters(level, sieve.lists[i]);
                lookAtNumbers(level, sieve.lists[i]);
            }
        }
    }

    private void lookAtWide(Level level, int sample) {
        var bytes = level.bytes;
        var at = sample + (bytes[sample] == 0 ? 1 : 0);
        if (bytes[at] == 0) {
            return;
        }
        var begin = at;
        while (begin - 2 >= level.from && bytes[begin - 1] == 0 && bytes[begin - 2] != 0) {
            begin -= 2;
        }
        var end = at + 1;
        while (end + 1 < level.to && bytes[end] == 0 && bytes[end + 1] != 0) {
            end += 2;
        }
        level.wideSeen = end;
        if (end - begin >= 2 * SHORTEST) {
            search.decode(level, WIDE, begin, end, PART, OVERLAP);
        }
    }

    private void lookAtCharacters(Level level, int sample) {
        var bytes = level.bytes;
        var at = sample;
        while (at < sample + 3 && !isSeparated(level, at)) {
            at++;
        }
        var begin = at;
        while (isSeparated(level, begin - 3)) {
            begin -= 3;
        }
        var end = at;
        while (isSeparated(level, end)) {
            end += 3;
        }
        if (end - begin >= 3 * SHORTEST && bytes[begin] != ' ') {
            level.listSeen = end;
            search.decode(level, CHARACTERS, begin, end + 1, PART, OVERLAP);
        }
    }

    private static boolean isSeparated(Level level, int at) {
        return at >= level.from && at + 3 < level.to && level.bytes[at + 1] == ',' && level.bytes[at + 2] == ' ';
    }

    private void lookAtNumbers(Level level, int sample) {
        var begin = sample;
        while (begin > level.from && Bytes.ofNumbers(level.bytes[begin - 1]) >= 0) {
            begin--;
        }
        var end = Bytes.endOfNumbers(level.bytes, sample, level.to);
        var seen = level.listSeen;
        level.listSeen = Math.max(seen, end);
        while (begin < end && !Bytes.isDigit(level.bytes[begin]) && level.bytes[begin] != '-') {
            begin++;
        }
        if (end - begin >= 3 * SHORTEST && end > seen) {
            search.decode(level, NUMBERS, begin, end, PART, OVERLAP, this::lookAtUuids);
        }
    }

    /** Numbers may be the 16 bytes of a UUID. */
    private void lookAtUuids(Level numbers) {
        search.decode(numbers, AS_BASE64, numbers.from, numbers.to, PART, 0);
    }
}
