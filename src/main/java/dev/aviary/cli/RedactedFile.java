package dev.aviary.cli;

import dev.aviary.leakscan.scan.LeakScan;
import dev.aviary.leakscan.scan.Redaction;
import dev.aviary.leakscan.scan.RedactionRefusedException;
import dev.aviary.leakscan.source.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** Masks one file and prints the record of it: a JSON line for each place, without what stood there, and one for the file. */
final class RedactedFile {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private RedactedFile() {}

    /** @return 0, or 1 if the file was left as it was for a reason */
    static int mask(LeakScan scan, Path file, CommandSpec spec) {
        var out = spec.commandLine().getOut();
        try {
            var redacted = Redaction.mask(scan, file);
            var name = scan.shownName(file.toString());
            redacted.masked()
                    .forEach(each -> out.println(MAPPER.writeValueAsString(new TreeMap<>(Map.of(
                            "type",
                            "masked",
                            "file",
                            name,
                            "pass",
                            each.pass(),
                            "offset",
                            each.offset(),
                            "length",
                            each.length(),
                            "rule",
                            each.rule())))));
            out.println(MAPPER.writeValueAsString(new TreeMap<>(Map.of(
                    "type",
                    "redacted",
                    "file",
                    name,
                    "masked",
                    redacted.masked().size(),
                    "left_out",
                    redacted.leftOut()))));
            out.flush();
            return 0;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("aviary: " + scan.shownName(file.toString())
                            + (e instanceof RedactionRefusedException refused && refused.wasReplaced()
                                    ? " was masked, but for what was written meanwhile: "
                                    : " was left as it was: ")
                            + (e instanceof RedactionRefusedException ? e.getMessage() : SourceReader.why(e)));
            spec.commandLine().getErr().flush();
            return 1;
        }
    }
}
