package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.Unread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line for each finding, for people and {@code grep}. */
final class TextReport implements ScanReport {

    private final PrintWriter out;

    TextReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void finding(ScanFinding finding) {
        out.println(finding.where() + ": " + lower(finding.severity()) + " " + finding.rule() + " ("
                + String.join(", ", about(finding)) + "): " + finding.excerpt());
    }

    private static List<String> about(ScanFinding finding) {
        var about = new ArrayList<String>();
        about.add(lower(finding.certainty()));
        if (finding.connection() != null) {
            about.add("connection " + finding.connection());
        }
        finding.decodings().forEach(decoding -> about.add("in " + lower(decoding)));
        return about;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void unread(Unread unread) {
        out.println("not read fully: " + unread.place() + ": " + unread.why());
    }

    @Override
    public void end(ScanSummary summary) {
        var millis = Math.max(1, summary.took().toMillis());
        out.println(counted(summary.findings(), "finding") + bySeverity(summary) + " in "
                + counted(summary.files(), "file") + ", " + counted(summary.texts(), "text") + ", "
                + counted(summary.bytes(), "byte") + ", "
                + "%.1f s, %.0f MiB/s.".formatted(millis / 1e3, summary.bytes() / 1048.576 / millis));
        if (summary.notListed() > 0) {
            out.println("Not listed: " + counted(summary.notListed(), "finding") + "; of a file, the first "
                    + LeakScan.LISTED + " are.");
        }
        if (summary.notRead() > 0) {
            out.println("Not read, or not to its end: " + counted(summary.notRead(), "place") + ".");
        }
        out.flush();
    }

    private static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String bySeverity(ScanSummary summary) {
        var parts = new ArrayList<String>();
        for (var i = Severity.values().length - 1; i >= 0; i--) {
            var count = summary.bySeverity().get(Severity.values()[i]);
            if (count != null) {
                parts.add(count + " " + lower(Severity.values()[i]));
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }
}
