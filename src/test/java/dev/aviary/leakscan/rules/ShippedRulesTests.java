package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedRulesTests {

    private static final String PAGE = "docs/leak-rules.md";
    private static final LeakRules RULES = LeakRules.read(Found.CLOCK);

    @Test
    void areManyAndKeepTheirOwnExamples() {
        assertThat(RULES.set().rules())
                .hasSizeGreaterThan(60)
                .flatExtracting(RuleExamples::faults)
                .isEmpty();
    }

    /** A rule that is only ever shadowed by one before it would be of no use. */
    @Test
    void eachReportsOneOfItsExamplesBesideAllOthers() {
        var detector = RULES.detector();

        assertThat(RULES.set().rules()).allSatisfy(rule -> assertThat(
                        rule.matching().stream().flatMap(text -> Found.rules(detector, text).stream()))
                .contains(rule.id()));
    }

    @Test
    void findNothingInThisProjectsOwnFilesButWhatIsAllowed() throws IOException {
        var rules = LeakRules.read(Found.CLOCK, Path.of(".ci/leak-rules.yml"));
        var found = new ArrayList<String>();
        for (var file : ownFiles()) {
            Found.in(rules.detector(file.toString()), Files.readAllBytes(file))
                    .forEach(hit -> found.add(file + " " + hit.rule()));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void findNothingInAnOrdinaryLog() {
        assertThat(Found.in(RULES.detector(), new OrdinaryLog(7).ofSize(4 << 20)))
                .isEmpty();
    }

    @Test
    void areListedOnTheirPage() throws IOException {
        var rows = RULES.summaries().stream()
                .map(rule -> "| `%s` | %s | %s |\n"
                        .formatted(rule.id(), rule.description(), RuleReader.written(rule.severity())))
                .collect(Collectors.joining());
        var page = Pages.text(PAGE);
        int table = page.indexOf("| rule |");

        Pages.requireCurrent(
                PAGE, page.substring(0, table) + "| rule | finds | severity |\n| --- | --- | --- |\n" + rows);
    }

    private static List<Path> ownFiles() throws IOException {
        var files =
                new ArrayList<Path>(List.of(Path.of("pom.xml"), Path.of("Dockerfile"), Path.of("docker-compose.yml")));
        files.addAll(Pages.all());
        for (var top : List.of("src", "jobs", "docs", ".ci")) {
            try (Stream<Path> tree = Files.walk(Path.of(top))) {
                files.addAll(tree.filter(Files::isRegularFile).toList());
            }
        }
        return files;
    }
}
