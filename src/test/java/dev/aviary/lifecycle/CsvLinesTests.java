package dev.aviary.lifecycle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\nc,d", "a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "\uFEFFa,b\nc,d", "\n#x\na,b\n \t\nc,d"
            })
    void readsLinesHoweverTheyEnd(String csv) throws IOException {
        assertThat(cells(csv)).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a,b; a|b",
                "a,; a|",
                ",; |",
                "a, b ; a| b ",
                "\"a\",\"b\"; a|b",
                "\"a,x\",b; a,x|b",
                "\"a\"\"x\",b; a\"x|b",
                "\"\",\"\"\"\"; |\"",
                "a,#b; a|#b",
                "\"#a\",b; #a|b"
            })
    void cutsCells(String line, String expected) throws IOException {
        assertThat(String.join("|", cells(line).get(0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a,\"b; not closed",
                "\"a\"x,b; between a closing quote",
                "a\"x,b; inside a cell",
                "\"a,b; not closed",
                "a,b,,,,,,,,,,,,,,,,; more than 16 columns"
            })
    void saysWhatIsWrongAndGoesOnWithTheNextLine(String line, String fault) throws IOException {
        var read = cells(line + "\nc,d");

        assertThat(read.get(0)).singleElement().asString().contains(fault);
        assertThat(read.get(1)).containsExactly("c", "d");
    }

    @Test
    void refusesALineOfAnyLengthInLittleMemory() throws IOException {
        var endless = new InputStream() {
            private long left = 200_000_000;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                java.util.Arrays.fill(target, from, from + length, (byte) 'x');
                left -= length;
                return length;
            }
        };
        try (var lines = new CsvLines(endless)) {
            assertThat(lines.next()).isTrue();
            assertThat(lines.line().cut()).contains("longer than 8192");
            assertThat(lines.next()).isFalse();
        }
    }

    @Test
    void takesTheLongestLine() throws IOException {
        assertThat(cells("x".repeat(8_192))).containsExactly(List.of("x".repeat(8_192)));
    }

    @Test
    void refusesBytesThatAreNotUtf8InTheirLineOnly() throws IOException {
        var bytes = "Müller,t\nBirch,t".getBytes(ISO_8859_1);

        assertThat(cells(bytes))
                .satisfiesExactly(
                        first -> assertThat(first).singleElement().asString().contains("not valid UTF-8"),
                        second -> assertThat(second).containsExactly("Birch", "t"));
    }

    @Test
    void numbersLinesAsAnEditorDoes() throws IOException {
        try (var lines = new CsvLines(stream("\r\n# one\r\na,b\r\n\r\nc,d".getBytes(UTF_8)))) {
            lines.next();
            assertThat(lines.number()).isEqualTo(3);
            lines.next();
            assertThat(lines.number()).isEqualTo(5);
        }
    }

    @Test
    void forgetsALineWhenItIsDone() throws Exception {
        var lines = new CsvLines(stream("secret-a,secret-b\nc\n".getBytes(UTF_8)));
        lines.next();
        lines.next();
        var characters = CsvLine.class.getDeclaredField("characters");
        characters.setAccessible(true);
        assertThat(new String((char[]) characters.get(lines.line()))).doesNotContain("secret", "ecret");

        lines.close();
        var buffer = CsvLines.class.getDeclaredField("buffer");
        buffer.setAccessible(true);
        assertThat((char[]) buffer.get(lines)).containsOnly('\0');
    }

    @Test
    void readsBackWhateverWasQuotedProperly() throws IOException {
        var seed = 20260228L;
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var row = randomRow(random);
            var csv = row.stream()
                    .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(","));

            assertThat(cells(csv)).as("seed " + seed + " round " + round).containsExactly(row);
        }
    }

    @Test
    void survivesAnyBytes() throws IOException {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++) {
            var bytes = new byte[random.nextInt(60)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "a,\"\r\n# \u00e4".charAt(random.nextInt(8));
            }
            assertThat(cells(bytes)).allSatisfy(row -> assertThat(row).isNotEmpty());
        }
    }

    private static List<String> randomRow(Random random) {
        var row = new ArrayList<String>();
        for (var cell = random.nextInt(15) + 1; cell > 0; cell--) {
            row.add(random.ints(random.nextInt(6), 0, 7)
                    .mapToObj(i -> "ab\", #ü".substring(i, i + 1))
                    .collect(Collectors.joining()));
        }
        return row;
    }

    /** The cells of every line; of a faulty line, the fault. */
    private static List<List<String>> cells(String csv) throws IOException {
        return cells(csv.getBytes(UTF_8));
    }

    private static List<List<String>> cells(byte[] csv) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (var lines = new CsvLines(stream(csv))) {
            while (lines.next()) {
                var fault = lines.line().cut();
                rows.add(fault != null ? List.of("fault: " + fault) : cellsOf(lines.line()));
            }
        }
        return rows;
    }

    private static List<String> cellsOf(CsvLine line) {
        var cells = new ArrayList<String>();
        for (var cell = 0; cell < line.cells(); cell++) {
            cells.add(new String(line.copy(cell)));
        }
        return cells;
    }

    private static InputStream stream(byte[] csv) {
        return new ByteArrayInputStream(csv);
    }
}
