package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own papers, as tests read them. */
public final class Pages {

    private Pages() {}

    /** README and the like, and everything under docs/. */
    public static List<Path> all() {
        try (var top = Files.list(Path.of("."));
                var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top.map(Path::normalize), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contents of a page's fenced blocks in one language. */
    public static List<String> fenced(String page, String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** A generated page that is out of date is written anew, and the test fails this once, so that somebody commits it. */
    public static void requireCurrent(String page, String content) throws IOException {
        var path = Path.of(page);
        var before = Files.exists(path) ? Files.readString(path) : "";
        if (!before.equals(content)) {
            Files.writeString(path, content);
        }
        assertThat(before)
                .as("%s was out of date and has been written anew: commit it", page)
                .isEqualTo(content);
    }
}
