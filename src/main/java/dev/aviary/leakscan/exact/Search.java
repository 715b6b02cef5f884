package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hits;
import dev.aviary.vault.WindowHash;
import java.util.List;
import java.util.function.Consumer;

/** The search of one block after the other by one thread: what stands in the text, and what can be decoded from it. */
final class Search {

    /** How many encodings one inside the other are undone. */
    static final int DEEPEST = 5;

    /** The text, what is undone of it, and the Base64 of what were numbers. */
    static final int LEVELS = DEEPEST + 2;

    private static final int WINDOW = WindowHash.WINDOW;

    /** Bytes before the first and behind the last place where a hit can begin that are searched for what overlaps it. */
    private static final int MARGIN = 4096;

    /** Whatever a text is made of, decoding may read this many times as much as there is. */
    private static final int MOST_DECODING = 2;

    /** And, so that the rest of the text is decoded whatever the beginning of it hides, this part of it to decode what was decoded. */
    private static final double MOST_DECODING_AGAIN = 0.5;

    /** Bytes that may be decoded of any text, however short it is. */
    private static final int ANY_TEXT = 256 << 10;

    private final Found found = new Found();
    private final Matcher matcher;
    private final Level[] levels = new Level[LEVELS];
    private final LineEnds lineEnds;
    private final Lookups lookups;
    private final Signs signs;
    private final Runs runs;
    private final Lists lists;
    private final boolean decoding;

    private final long[] allowances = new long[2];
    private int decodedFrom;
    private int decodedTo;
    private int leftOutFrom;
    private int leftOutTo;

    Search(SecretIndex index, Confirmation confirmation, boolean decoding) {
        this.decoding = decoding;
        this.matcher = new Matcher(index, confirmation, found, this::decodeLines);
        this.lookups = new Lookups(index, Sieve.MOST_SIGNS);
        this.lineEnds = new LineEnds(index, lookups, matcher);
        this.signs = new Signs(this, lineEnds, Math.min(512, Math.max(index.longest(), 48)));
        this.runs = new Runs(this);
        this.lists = new Lists(this);
        levels[0] = new Level(0, null);
    }

    List<Found.Place> search(Block searched, Hits leftOut) {
        leftOutFrom = searched.to();
        leftOutTo = searched.from();
        allowances[0] = (long) MOST_DECODING * (searched.to() - searched.from()) + ANY_TEXT;
        allowances[1] = (long) (MOST_DECODING_AGAIN * (searched.to() - searched.from())) + ANY_TEXT;
        var begin = Math.max(searched.from(), searched.reportsFrom() - MARGIN);
        var end = Math.min(searched.to(), searched.reportsTo() + MARGIN);
        matcher.nextBlock();
        levels[0].show(searched.bytes(), searched.from(), searched.to());
        search(levels[0], begin, end);
        levels[0].show(levels[0].own(), 0, 0);
        if (leftOutFrom < leftOutTo) {
            leftOut.leftOut(searched.at(leftOutFrom), searched.at(leftOutTo));
        }
        return found.distinct();
    }

    /** Searches a part of what a level shows; the rest of it is looked at where something goes beyond. */
    void search(Level level, int begin, int end) {
        for (var at = begin; at < end; at += Sieve.STEP) {
            level.sieve.look(level.bytes, at, Math.min(at + Sieve.STEP, end), level.to, decodes(level));
            step(level);
        }
        if (decodes(level)) {
            signs.flush(level);
        }
    }

    private void decodeLines(Level level, int escapedEnd) {
        if (decodes(level)) {
            signs.noteLines(level, escapedEnd);
        }
    }

    private void step(Level level) {
        lookAtWindows(level);
        lineEnds.look(level);
        if (decodes(level)) {
            signs.look(level);
            runs.look(level);
            lists.look(level);
        }
    }

    private boolean decodes(Level level) {
        return decoding && level.depth < DEEPEST;
    }

    private void lookAtWindows(Level level) {
        var sieve = level.sieve;
        var count = lookups.keepStrided(level, sieve.windows, sieve.windowCount);
        for (var i = 0; i < count; i++) {
            matcher.look(level, sieve.windows[i]);
        }
    }

    /** Decodes a stretch part by part, each beginning a bit before the end of the one before, and searches what comes out. */
    void decode(Level level, Decoder how, int begin, int end, int part, int overlap) {
        decode(level, how, begin, end, part, overlap, decoded -> {});
    }

    /** @param also gets each part when it has been searched */
    void decode(Level level, Decoder how, int begin, int end, int part, int overlap, Consumer<Level> also) {
        for (var from = begin; ; from += part - overlap) {
            var to = Math.min(end, from + part);
            if (!allows(level, from, to, to - from)) {
                return;
            }
            var below = below(level);
            if (below.decode(how, from, to) >= WINDOW) {
                search(below, below.from, below.to);
                also.accept(below);
            }
            if (to == end) {
                return;
            }
        }
    }

    /** Whether a stretch may still be decoded at this cost, in bytes; if not, that is told, by what of the block it was decoded from. */
    boolean allows(Level level, int from, int to, int cost) {
        if (level.depth == 0) {
            decodedFrom = from;
            decodedTo = to;
        }
        var which = Math.min(level.depth, 1);
        allowances[which] -= cost;
        if (allowances[which] < 0) {
            leftOutFrom = Math.min(leftOutFrom, decodedFrom);
            leftOutTo = Math.max(leftOutTo, decodedTo);
        }
        return allowances[which] >= 0;
    }

    Level below(Level level) {
        var below = levels[level.depth + 1];
        if (below == null) {
            below = new Level(level.depth + 1, level);
            levels[level.depth + 1] = below;
        }
        return below;
    }
}
