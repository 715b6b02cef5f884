package dev.aviary.leakscan.source;

import org.jspecify.annotations.Nullable;

/** What may still be unpacked of one file. Once something was too much, it stays so: some libraries take an exception for the end. */
final class Allowed {

    private final Limits limits;
    private final Counted file;
    private long unpacked;
    private int members;
    private @Nullable String cut;

    Allowed(Limits limits, Counted file) {
        this.limits = limits;
        this.file = file;
    }

    void depth(int depth) throws CutException {
        if (depth > limits.depth()) {
            throw cut("archives are more than " + limits.depth() + " deep");
        }
    }

    void member() throws CutException {
        if (++members > limits.members()) {
            throw cut("more than " + limits.members() + " members");
        }
    }

    void unpacked(long bytes) throws CutException {
        unpacked += bytes;
        if (unpacked > limits.bytes()) {
            throw cut("unpacks to more than " + limits.bytes() + " bytes");
        }
        if (unpacked > Limits.FREE && (unpacked - Limits.FREE) / limits.ratio() > file.count()) {
            throw cut("unpacks to more than " + limits.ratio() + " times its size");
        }
    }

    private CutException cut(String why) {
        cut = "cut: " + why;
        return new CutException(cut);
    }

    /** Null if all was within the limits. */
    @Nullable
    String cut() {
        return cut;
    }
}
