package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.source.Unread;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object a line: findings, what was not read, and at the end the summary. */
final class JsonReport implements ScanReport {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final PrintWriter out;

    JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void finding(ScanFinding finding) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", "finding");
        fields.put("file", finding.file());
        fields.put("member", finding.member());
        fields.put("line", finding.line());
        fields.put("column", finding.column());
        fields.put("offset", finding.offset());
        fields.put("length", finding.length());
        fields.put("rule", finding.rule());
        fields.put("severity", lower(finding.severity()));
        fields.put("certainty", lower(finding.certainty()));
        fields.put("tenant", finding.tenant());
        fields.put("connection", finding.connection());
        fields.put(
                "decodings", finding.decodings().stream().map(JsonReport::lower).toList());
        fields.put("excerpt", finding.excerpt());
        print(fields);
    }

    @Override
    public void unread(Unread unread) {
        print(Map.of("type", "not_read", "place", unread.place(), "why", unread.why()));
    }

    @Override
    public void end(ScanSummary summary) {
        var counts = new LinkedHashMap<String, Object>();
        summary.bySeverity().forEach((severity, count) -> counts.put(lower(severity), count));
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", "summary");
        fields.put("findings", summary.findings());
        fields.put("by_severity", counts);
        fields.put("not_listed", summary.notListed());
        fields.put("files", summary.files());
        fields.put("texts", summary.texts());
        fields.put("bytes", summary.bytes());
        fields.put("millis", summary.took().toMillis());
        fields.put("not_read", summary.notRead());
        print(fields);
        out.flush();
    }

    private void print(Object line) {
        out.println(MAPPER.writeValueAsString(line));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
