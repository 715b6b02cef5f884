package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the table of attacks names the tests that do what it says. */
class DocumentedAttacksTests {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Tests|Contract))(?:\\.(\\w+))?`");

    @Test
    void everyRowNamesTestsThatExist() {
        assertThat(rows()).hasSizeGreaterThan(10).allSatisfy(row -> assertThat(
                        NAMED.matcher(lastCell(row)).results().toList())
                .as(row)
                .isNotEmpty()
                .allMatch(DocumentedAttacksTests::exists));
    }

    @Test
    void aContractRunsOnBothDatabases() {
        var contracts = rows().stream()
                .flatMap(row -> NAMED.matcher(lastCell(row)).results())
                .map(named -> named.group(1))
                .filter(name -> name.endsWith("Contract"))
                .toList();

        assertThat(contracts).allSatisfy(name -> assertThat(files(".*On(H2|MariaDb)Tests\\.java")
                        .filter(file -> text(file).contains("extends " + name + " ")))
                .as(name)
                .hasSize(2));
    }

    private static List<String> rows() {
        var page = Pages.text("docs/security.md");
        var table = page.substring(page.indexOf("| who has |"));
        return table.lines().takeWhile(line -> line.startsWith("|")).skip(2).toList();
    }

    private static String lastCell(String row) {
        var cells = row.split("\\|");
        return cells[cells.length - 1];
    }

    private static boolean exists(MatchResult named) {
        var method = named.group(2);
        var wanted = Pattern.compile("@(?:Parameterized)?Test\\b(?:[^;{}]|\\{[^;{}]*\\})*\\bvoid "
                + (method == null ? "\\w+" : method) + "\\(");
        return files(named.group(1) + "\\.java")
                .anyMatch(file -> wanted.matcher(text(file)).find());
    }

    private static Stream<Path> files(String name) {
        try (var files = Files.walk(TESTS)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
