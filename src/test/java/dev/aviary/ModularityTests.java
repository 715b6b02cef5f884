package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.ElementsWithoutRelationships;

class ModularityTests {

    private final ApplicationModules rooms = ApplicationModules.of(Aviary.class);

    @Test
    void roomsDependOnlyOnWhatTheyDeclare() {
        rooms.verify();
    }

    @Test
    void drawingIsCurrent(@TempDir Path scratch) throws IOException {
        new Documenter(rooms, Documenter.Options.defaults().withOutputFolder(scratch.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults()
                        .withElementsWithoutRelationships(ElementsWithoutRelationships.VISIBLE));

        var drawing = Files.readString(scratch.resolve("components.puml"));
        Pages.requireCurrent("docs/rooms.puml", inFixedOrder(drawing));
    }

    @Test
    void architecturePageShowsTheGraph() throws IOException {
        var page = Pages.text("docs/architecture.md");

        Pages.requireCurrent(
                "docs/architecture.md", page.replaceFirst("flowchart TD\\n(  \\w+ --> \\w+\\n)*", graph()));
    }

    @Test
    void noticesCycle() {
        assertThat(violationsOfCrookedRooms()).contains("Cycle detected: Slice left");
    }

    @Test
    void noticesUseOfWhatARoomDoesNotShow() {
        assertThat(violationsOfCrookedRooms())
                .contains("Module 'intruder' depends on non-exposed type dev.crooked.closed.inner.Hidden");
    }

    @Test
    void noticesUndeclaredDependency() {
        assertThat(violationsOfCrookedRooms()).contains("Module 'hermit' depends on module 'closed'");
    }

    private static String violationsOfCrookedRooms() {
        return ApplicationModules.of("dev.crooked", new ImportOption.OnlyIncludeTests())
                .detectViolations()
                .getMessage();
    }

    /** Modulith draws in the order of hash maps, which differs between JVMs. */
    private static String inFixedOrder(String drawing) {
        var lines =
                drawing.replace("\"depends on\"", "\"uses\"").lines().collect(Collectors.toCollection(ArrayList::new));
        for (var kind : List.of("Component(", "Rel(")) {
            var sorted =
                    lines.stream().filter(line -> isOf(kind, line)).sorted().iterator();
            lines.replaceAll(line -> isOf(kind, line) ? sorted.next() : line);
        }
        return String.join("\n", lines) + "\n";
    }

    private static boolean isOf(String kind, String line) {
        return line.strip().startsWith(kind);
    }

    private String graph() {
        return rooms.stream()
                .flatMap(room -> room.getDirectDependencies(rooms)
                        .uniqueModules()
                        .map(used -> "  " + room.getIdentifier() + " --> " + used.getIdentifier()))
                .sorted()
                .collect(Collectors.joining("\n", "flowchart TD\n", "\n"));
    }
}
