package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.rules.LeakRules;
import dev.aviary.leakscan.source.Unread;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** SARIF 2.1.0, as pages of code scanning read it: written as findings come, the rules that found something at the end. */
final class SarifReport implements ScanReport {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String SAFE = "-._~/!$&'()*+,;=@";
    private static final String BASE = "%SRCROOT%";
    private static final int MOST_NOTIFICATIONS = 10_000;

    private final PrintWriter out;
    private final Map<String, String> descriptions = new TreeMap<>();
    private final Map<String, Severity> used = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> alike = new HashMap<>();
    private final List<Object> notifications = new ArrayList<>();
    private String file = "";
    private boolean any;

    SarifReport(PrintWriter out, List<LeakRules.Summary> rules) {
        this.out = out;
        rules.forEach(rule -> descriptions.put(rule.id(), rule.description()));
        out.print(
                "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{\""
                        + BASE + "\":{\"description\":{\"text\":\"directory in which the scan ran\"}}},\"results\":[");
    }

    @Override
    public void finding(ScanFinding finding) {
        used.merge(finding.rule(), finding.severity(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", finding.rule());
        result.put("ruleIndex", indexes.computeIfAbsent(finding.rule(), rule -> indexes.size()));
        result.put("level", level(finding.severity()));
        result.put("message", Map.of("text", message(finding)));
        result.put("locations", List.of(location(finding)));
        result.put("partialFingerprints", Map.of("primaryLocationLineHash", fingerprint(finding)));
        result.put("properties", properties(finding));
        out.println(any ? "," : "");
        out.print(MAPPER.writeValueAsString(result));
        any = true;
    }

    /** The same for the same finding of the next scan, wherever its line is then: made of what is shown, and which of several alike in the file it is. */
    private String fingerprint(ScanFinding finding) {
        if (!finding.file().equals(file)) {
            file = finding.file();
            alike.clear();
        }
        var shown = sha256(String.join("\0", finding.rule(), String.valueOf(finding.member()), finding.excerpt()));
        return shown + ":" + alike.merge(shown, 1, Integer::sum);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private String message(ScanFinding finding) {
        return descriptions.getOrDefault(finding.rule(), ours(finding.rule()))
                + (finding.member() == null ? "" : ", in " + finding.member()) + ": " + finding.excerpt();
    }

    private static String ours(String rule) {
        return switch (rule) {
            case LeakScan.WORLD_READABLE -> "file with secrets that everybody can read";
            case FileScan.IN_NAME -> "secret in the name of a file";
            case "known-ssn" -> "social security number of a person of the store";
            case "known-email" -> "private e-mail address of a person of the store";
            default -> "secret of this installation (" + rule.replace('-', ' ') + ")";
        };
    }

    private static Map<String, Object> location(ScanFinding finding) {
        var physical = new LinkedHashMap<String, Object>();
        physical.put("artifactLocation", artifact(finding.file()));
        if (finding.member() == null) {
            physical.put("region", region(finding));
        }
        return Map.of("physicalLocation", physical);
    }

    private static Map<String, Object> region(ScanFinding finding) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", Math.max(1, Math.min(Integer.MAX_VALUE, finding.line())));
        if (finding.line() > 0) {
            region.put("startColumn", Math.min(Integer.MAX_VALUE, finding.column()));
        }
        return region;
    }

    private static Map<String, Object> properties(ScanFinding finding) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("severity", JsonReport.lower(finding.severity()));
        properties.put("certainty", JsonReport.lower(finding.certainty()));
        properties.put("offset", finding.offset());
        properties.put("length", finding.length());
        if (finding.member() != null) {
            properties.put("member", finding.member());
            properties.put("line", finding.line());
            properties.put("column", finding.column());
        }
        if (finding.connection() != null) {
            properties.put("connection", finding.connection());
        }
        return properties;
    }

    @Override
    public void unread(Unread unread) {
        if (notifications.size() < MOST_NOTIFICATIONS) {
            notifications.add(Map.of(
                    "level",
                    "warning",
                    "message",
                    Map.of("text", "not read fully: " + unread.why()),
                    "locations",
                    List.of(Map.of("physicalLocation", Map.of("artifactLocation", artifact(unread.place()))))));
        }
    }

    @Override
    public void end(ScanSummary summary) {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "aviary");
        driver.put(
                "rules",
                used.entrySet().stream()
                        .map(rule -> rule(rule.getKey(), rule.getValue()))
                        .toList());
        var invocation = Map.of("executionSuccessful", true, "toolExecutionNotifications", notifications);
        out.println("],");
        out.print("\"invocations\":" + MAPPER.writeValueAsString(List.of(invocation)));
        out.println(",\"tool\":" + MAPPER.writeValueAsString(Map.of("driver", driver)) + "}]}");
        out.flush();
    }

    private Map<String, Object> rule(String id, Severity severity) {
        var text = Map.of("text", descriptions.getOrDefault(id, ours(id)));
        return Map.of(
                "id",
                id,
                "shortDescription",
                text,
                "fullDescription",
                text,
                "help",
                Map.of("text", "Remove it from the file; end a secret where it was issued, too."),
                "defaultConfiguration",
                Map.of("level", level(severity)),
                "properties",
                Map.of("security-severity", score(severity), "tags", List.of("security")));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case LOW -> "note";
            case MEDIUM -> "warning";
            case HIGH, CRITICAL -> "error";
        };
    }

    private static String score(Severity severity) {
        return switch (severity) {
            case LOW -> "3.0";
            case MEDIUM -> "5.5";
            case HIGH -> "8.0";
            case CRITICAL -> "9.5";
        };
    }

    private static Map<String, Object> artifact(String name) {
        var uri = uri(name);
        return name.equals(LeakScan.STANDARD_INPUT) || uri.startsWith("file:")
                ? Map.of("uri", uri)
                : Map.of("uri", uri, "uriBaseId", BASE);
    }

    /** A name as an address: absolute ones with their scheme. */
    private static String uri(String name) {
        var normal = Path.of(name).normalize().toString();
        var uri = new StringBuilder(normal.startsWith("/") ? "file://" : "");
        for (var one : normal.getBytes(StandardCharsets.UTF_8)) {
            var letter = (char) (one & 0xff);
            if (letter < 128 && Character.isLetterOrDigit(letter) || SAFE.indexOf(letter) >= 0) {
                uri.append(letter);
            } else {
                uri.append("%%%02X".formatted((int) letter));
            }
        }
        return uri.toString();
    }
}
