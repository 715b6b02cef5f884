package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentLinksTests {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void leadToFilesThatExist() throws IOException {
        for (var page : Pages.all()) {
            assertThat(links(page)).as(page.toString()).allSatisfy(link -> assertThat(page.resolveSibling(link))
                    .exists());
        }
    }

    @Test
    void classesThatPagesNameExist() throws IOException {
        var known = classes();
        var named = Pattern.compile("\\| (`[A-Z]\\w+[a-z]\\w*.*?) \\|$", Pattern.MULTILINE)
                .matcher(Pages.text("docs/architecture.md"))
                .results()
                .flatMap(cell -> Pattern.compile("`([A-Z][A-Za-z]+)")
                        .matcher(cell.group(1))
                        .results())
                .map(name -> name.group(1))
                .toList();

        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains(":"))
                .toList();
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
    }
}
