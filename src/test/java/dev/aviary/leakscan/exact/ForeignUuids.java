package dev.aviary.leakscan.exact;

import java.util.Random;

/** How many random UUIDs are taken for one of 10,000 tokens. The aim is none. */
final class ForeignUuids {

    private ForeignUuids() {}

    /** Argument: millions of UUIDs. */
    public static void main(String[] args) {
        var millions = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        var findings = PrecisionTests.findings(
                ExactScanBenchmark.detector(10_000, true), millions * 1_000_000L, new Random(4));
        System.out.printf("%d million UUIDs that are not ours: %d findings%n", millions, findings);
    }
}
