package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said about Dockerfile and docker-compose.yml without an engine. */
class ContainerFilesTests {

    private static final String DOCKERFILE = Pages.text("Dockerfile");

    private final Map<String, Object> compose =
            new Yaml(new SafeConstructor(new LoaderOptions())).load(Pages.text("docker-compose.yml"));

    @Test
    void servicesUseSecretsAndVolumesThatAreDeclared() {
        for (var service : services().values()) {
            assertThat(list(service, "secrets")).isSubsetOf(section("secrets").keySet());
            assertThat(list(service, "volumes"))
                    .map(volume -> volume.split(":")[0])
                    .allSatisfy(source -> assertThat(
                                    source.startsWith("./")
                                            ? Path.of(source).toFile().exists()
                                            : section("volumes").containsKey(source))
                            .as(source)
                            .isTrue());
        }
    }

    @Test
    void theDatabaseIsReachedByTlsThatIsVerified() {
        assertThat(Pages.text("docker-compose.yml"))
                .containsPattern("SPRING_DATASOURCE_URL: jdbc:mariadb://\\S+[?&]sslMode=verify-full\\b")
                .contains("image: mariadb:11.4");
    }

    @Test
    void noSecretStandsInTheFile() {
        for (var service : services().values()) {
            assertThat(map(service, "environment").keySet())
                    .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN)") && !name.contains("RANDOM"));
        }
        assertThat(Pages.text(".gitignore").lines()).contains("secrets/");
    }

    @Test
    void secretsAreNamedLikeTheSettingsTheyAre() {
        assertThat(list(map(services(), "aviary"), "secrets"))
                .containsExactlyInAnyOrder(
                        "spring.datasource.password", "aviary.finch.client-id", "aviary.finch.client-secret");
    }

    @Test
    void imageIsBuiltFromFilesThatExistAndAreNotIgnored() {
        var sent = Pages.text(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .toList();
        var copied = Pattern.compile("^COPY (?!--from)(.+) \\S+$", Pattern.MULTILINE)
                .matcher(DOCKERFILE)
                .results()
                .flatMap(copy -> List.of(copy.group(1).split(" ")).stream())
                .toList();

        assertThat(copied).isNotEmpty().allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(sent).contains("!" + source);
        });
    }

    @Test
    void imageRunsAsNobodyInParticular() {
        assertThat(DOCKERFILE.lines()).contains("USER aviary");
        assertThat(DOCKERFILE.indexOf("USER aviary")).isLessThan(DOCKERFILE.indexOf("ENTRYPOINT"));
    }

    private Map<String, Object> services() {
        return section("services");
    }

    private Map<String, Object> section(String name) {
        return map(compose, name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object parent, String name) {
        return (Map<String, Object>) ((Map<String, Object>) parent).getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object parent, String name) {
        return (List<String>) ((Map<String, Object>) parent).getOrDefault(name, List.of());
    }
}
