package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A misspelt setting is public for ever, so docs/settings.md and the program's own metadata say the same. */
class DocumentedSettingsTests {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(aviary\\.[a-z0-9.-]+)` \\|.*\\| (.*) \\|$", Pattern.MULTILINE);

    /** Too long for a table; docs/tables.md has it. */
    private static final String LIST = "aviary.store.sealed";

    @Test
    void documentsEverySettingAndNoOther() {
        assertThat(documented().keySet()).isEqualTo(new TreeSet<>(known().keySet()));
    }

    @Test
    void documentsTheDefaults() {
        var known = known();
        documented().forEach((name, shown) -> {
            var given = known.get(name).path("defaultValue");
            if (!given.isMissingNode() && !name.equals(LIST)) {
                assertThat(shown).as(name).isEqualTo("`" + given.asString() + "`");
            }
        });
    }

    @Test
    void documentsTheFieldsThatAreSealed() {
        var page = Pages.text("docs/tables.md");
        var rows = Pattern.compile("^\\| (`[a-z_`, ]+`) \\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(page.substring(page.indexOf("## What is sealed")));
        var documented = new TreeSet<String>();
        rows.results().forEach(row -> Pattern.compile("`([a-z_]+)`")
                .matcher(row.group(2))
                .results()
                .forEach(field -> documented.add(row.group(1).replace("`", "") + "." + field.group(1))));
        var actual = known().get(LIST)
                .path("defaultValue")
                .asString()
                .replaceAll("[\\[\\]]", "")
                .split(", ");

        assertThat(documented).containsExactlyInAnyOrder(actual);
    }

    @Test
    void readmeNamesOnlySettingsThatExist() {
        var named = Pattern.compile("`(aviary\\.[a-z-]+\\.[a-z.-]+[a-z]|aviary\\.(?:home|production))`")
                .matcher(Pages.text("README.md"))
                .results()
                .map(setting -> setting.group(1))
                .toList();

        assertThat(named).isNotEmpty().isSubsetOf(known().keySet());
    }

    private static Map<String, String> documented() {
        var rows = new TreeMap<String, String>();
        ROW.matcher(Pages.text("docs/settings.md")).results().forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    private static Map<String, JsonNode> known() {
        var settings = new TreeMap<String, JsonNode>();
        JsonMapper.shared()
                .readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json"))
                .path("properties")
                .forEach(setting -> settings.put(setting.path("name").asString(), setting));
        return settings;
    }
}
