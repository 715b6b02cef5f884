package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.cli.FindingDetails.IncidentDetails;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingTablesTests {

    private static final String ID = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final Instant FIRST = Instant.parse("2026-02-28T23:30:00Z");
    private static final Instant LAST = Instant.parse("2026-03-01T04:00:00Z");

    @Test
    void listsALineForEach() {
        var source = "/var/log/" + "deep/".repeat(40) + "app.log";

        assertThat(printed(
                        FindingTables.list(List.of(details(source, "open", null), details("a.log", "allowed", LAST)))))
                .contains("0b8a1f6e  critical  live-token  ..." + "deep/".repeat(10) + "app.log:4711 ")
                .contains(Times.local(LAST) + "  open ")
                .contains("a.log:4711 ")
                .contains("allowed until " + Times.local(LAST) + "  Acme    c-1");
    }

    @Test
    void showsAllWithItsIncidents() {
        var incident = new IncidentDetails(ID, FIRST, null, null, null);
        var closed = new IncidentDetails(ID, FIRST, LAST, LAST, LAST);

        assertThat(printed(FindingTables.show(details("a.log", "allowed", LAST), List.of(incident, closed))))
                .contains(ID)
                .contains("certain: all of it was seen, and is ours")
                .contains("byte 4711")
                .contains("token=***")
                .contains("3 times")
                .contains("allowed since " + Times.local(FIRST) + ", until " + Times.local(LAST) + ": a test")
                .contains("Acme (the-id)")
                .contains("incident      aware at " + Times.local(FIRST) + ", open\n")
                .contains("closed at " + Times.local(LAST) + ", webhook told at " + Times.local(LAST) + ", mailed at "
                        + Times.local(LAST));
    }

    @Test
    void letsNoSignThroughThatATerminalObeys() {
        var wild = "\u001b[2J\u009b31m\u007f\u202egol\u2028.log";

        assertThat(Printable.text(wild)).isEqualTo("?[2J?31m??gol?.log");
        assertThat(Printable.text("/Grüße/日本")).isEqualTo("/Grüße/日本");
        assertThat(printed(FindingTables.list(List.of(details(wild, "open", null)))))
                .contains("?[2J?31m??gol?.log:4711");
    }

    private static FindingDetails details(String source, String state, @Nullable Instant until) {
        return new FindingDetails(
                ID,
                "critical",
                "confirmed",
                "live-token",
                source,
                4711,
                "token=***",
                3,
                FIRST,
                LAST,
                state,
                FIRST,
                until,
                until == null ? null : "a test",
                "Acme",
                "the-id",
                "c-1");
    }

    private static String printed(Table table) {
        var out = new StringWriter();
        table.print(new PrintWriter(out));
        return out.toString();
    }
}
