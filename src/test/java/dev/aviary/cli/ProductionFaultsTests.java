package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

/** Each rule with the thing right and with it wrong; everything is right to begin with. */
class ProductionFaultsTests {

    private static final String SECRET = "canary-3f2f8a5b9c10";
    private static final String DATABASE = "jdbc:mariadb://db.example/aviary?allowLocalInfile=false";

    @TempDir
    private Path top;

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, Object> settings = new HashMap<>();
    private Path work;
    private Path mounted;

    @BeforeEach
    void haveEverythingRight() throws IOException {
        work = Files.createDirectory(top.resolve("work"));
        mounted = Files.createDirectories(work.resolve("run/secrets"));
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        ConfigurationPropertySources.attach(environment);
        settings.put("spring.datasource.url", DATABASE + "&sslMode=verify-full");
        settings.put("aviary.finch.base-url", "https://api.tryfinch.com");
        settings.put("aviary.finch.client-secret", SECRET);
        settings.put("aviary.keys.kek", "aws-kms://arn:aws:kms:eu-west-1:111122223333:key/k");
        settings.put("aviary.home", top.resolve("home").toString());
    }

    @Test
    void findsNothingWhereEverythingIsRight() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void refusesTheEmbeddedDatabase() {
        settings.put("spring.datasource.url", "jdbc:h2:file:./data/aviary");

        assertThat(refused()).singleElement().asString().contains("embedded H2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8099", "https://localhost", "http://api.tryfinch.com", "https://[::1]:1", ":"})
    void refusesASimulatorAndPlainHttp(String url) {
        settings.put("aviary.finch.base-url", url);

        assertThat(refused()).singleElement().asString().contains("aviary.finch.base-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local:", "local:/etc/aviary/no-such-file.json"})
    void refusesTheLocalKeyWithoutAReason(String kek) {
        settings.put("aviary.keys.kek", kek);
        assertThat(refused()).singleElement().asString().contains("aviary.keys.local-key-reason");

        settings.put("aviary.keys.local-key-reason", "an enclave of its own");
        assertThat(refused()).isEmpty();
    }

    @Test
    void takesTheKeyForLocalWhereNothingIsSaid() {
        settings.remove("aviary.keys.kek");

        assertThat(refused()).singleElement().asString().contains("aviary.keys.local-key-reason");
    }

    @Test
    void refusesAKeyFileThatOthersCanRead() throws IOException {
        settings.put("aviary.keys.kek", "local:");
        settings.put("aviary.keys.local-key-reason", "an enclave of its own");
        var file = write(top.resolve("home/keys/kek.json"), "{}", "rw-r--r--");
        assertThat(refused()).singleElement().asString().contains(file.toString());

        chmod(file, "rw-------");
        assertThat(refused()).isEmpty();
    }

    @Test
    void looksAtTheKeyFileThatIsNamed() throws IOException {
        var file = write(top.resolve("elsewhere.json"), "{}", "rw-----w-");
        settings.put("aviary.keys.local-key-reason", "an enclave of its own");
        settings.put("aviary.keys.kek", "local:");
        settings.put("aviary.keys.file", file.toString());
        assertThat(refused()).singleElement().asString().contains(file.toString());

        settings.remove("aviary.keys.file");
        settings.put("aviary.keys.kek", "local:" + file);
        assertThat(refused()).singleElement().asString().contains(file.toString());
    }

    @Test
    void looksAtTheFilesOfFormerKeys() throws IOException {
        var file = write(top.resolve("former.json"), "{}", "rw-r--r--");
        settings.put("aviary.keys.former-keks", "gcp-kms://projects/p/k,local:" + file);
        assertThat(refused()).singleElement().asString().contains(file.toString());

        chmod(file, "rw-------");
        assertThat(refused()).isEmpty();
    }

    @Test
    void refusesCredentialsOfAKeyServiceThatOthersCanRead() throws IOException {
        var file = write(top.resolve("account.json"), "{}", "rw-r--r--");
        settings.put("aviary.keys.service.google.credentials", file.toString());
        assertThat(refused())
                .singleElement()
                .asString()
                .contains(file.toString())
                .contains("credentials");

        chmod(file, "r--------");
        assertThat(refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aviary.keys.service.aws.endpoint", "aviary.keys.service.vault.address"})
    void refusesPlainHttpToAKeyService(String setting) {
        settings.put(setting, "HTTP://127.0.0.1:8200");
        assertThat(refused()).singleElement().asString().contains(setting);

        settings.put(setting, "https://vault.example:8200");
        assertThat(refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application.yml",
                "application-night.yaml",
                "application.properties",
                "config/application.yml",
                "config/eu/application.yml"
            })
    void refusesASettingsFileThatOthersCanRead(String name) throws IOException {
        var file = write(work.resolve(name), "", "rw-r--r--");
        assertThat(refused())
                .singleElement()
                .asString()
                .contains(file.toString())
                .contains("chmod 600");

        chmod(file, "rw-r-----");
        assertThat(refused()).isEmpty();
    }

    @Test
    void refusesASettingsFileElsewhereThatOthersCanRead() throws IOException {
        var file = write(top.resolve("etc/more.yml"), "aviary.sync.ssn: false", "rw-r--r--");
        load(file);
        assertThat(refused()).singleElement().asString().contains(file.toString());

        chmod(file, "rw-------");
        assertThat(refused()).isEmpty();
    }

    @Test
    void leavesTheProgramsOwnSettingsAloneThoughTheyLieUnpacked() throws IOException {
        var own = OriginTrackedResource.of(new ClassPathResource("application.yml"), null);
        assertThat(own.isFile()).isTrue();
        new YamlPropertySourceLoader().load("own", own).forEach(environment.getPropertySources()::addLast);

        assertThat(refused()).isEmpty();
    }

    @Test
    void refusesAMountedSecretThatOthersCanRead() throws IOException {
        settings.remove("aviary.finch.client-secret");
        var file = write(mounted.resolve("aviary.finch.client-secret"), SECRET, "r--r--r--");
        environment.getPropertySources().addLast(new ConfigTreePropertySource("mounted", mounted));
        assertThat(refused()).singleElement().asString().contains("settings file " + file);

        chmod(file, "r--------");
        assertThat(refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application.yml", "config/application.properties"})
    void refusesAClientSecretFromAFileInTheWorkingDirectory(String name) throws IOException {
        settings.remove("aviary.finch.client-secret");
        var file = write(work.resolve(name), "aviary.finch.clientSecret: " + SECRET, "rw-------");
        load(file);

        assertThat(refused())
                .singleElement()
                .asString()
                .contains("aviary.finch.client-secret is in " + file)
                .contains("/run/secrets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spring.mail.password", "aviary.leakscan.queries.crm.password", "aviary.finch.webhook-secret"})
    void refusesOtherPasswordsFromAFileInTheWorkingDirectory(String name) throws IOException {
        var file = write(work.resolve("application.properties"), name + "=hunter-of-leaks", "rw-------");
        load(file);

        assertThat(refused()).anyMatch(fault -> fault.startsWith(name + " is in " + file));
        assertThat(refused()).noneMatch(fault -> fault.contains("hunter"));
    }

    @Test
    void refusesAClientSecretInAFileThatTheEnvironmentOverrules() throws IOException {
        load(write(work.resolve("application.yml"), "aviary.finch.client-secret: another-secret", "rw-------"));

        assertThat(refused()).singleElement().asString().contains("aviary.finch.client-secret is in ");
    }

    @Test
    void refusesAClientSecretThatOnlyLinksOutOfTheWorkingDirectory() throws IOException {
        settings.remove("aviary.finch.client-secret");
        var file = write(top.resolve("etc/secret.yml"), "aviary.finch.client-secret: " + SECRET, "rw-------");
        load(Files.createSymbolicLink(work.resolve("application.yml"), file));

        assertThat(refused()).singleElement().asString().contains("aviary.finch.client-secret is in ");
    }

    @Test
    void acceptsAClientSecretFromAPrivateFileElsewhere() throws IOException {
        settings.remove("aviary.finch.client-secret");
        load(write(top.resolve("etc/secret.yml"), "aviary.finch.client-secret: " + SECRET, "rw-------"));

        assertThat(refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "notes/2026/todo.txt", "start.sh"})
    void refusesAClientSecretThatLiesAboutInTheWorkingDirectory(String name) throws IOException {
        var file = write(work.resolve(name), "export SECRET='" + SECRET + "'\n", "rw-------");
        assertThat(refused())
                .singleElement()
                .asString()
                .contains("value of aviary.finch.client-secret stands in " + file);

        settings.put("aviary.finch.client-secret", "another-secret");
        assertThat(refused()).isEmpty();
    }

    @Test
    void warnsWhenTheWorkingDirectoryIsTooLargeToBeSearched() throws IOException {
        for (int i = 0; i <= 5_000; i++) {
            Files.createFile(work.resolve("f" + i));
        }

        assertThat(refused()).isEmpty();
        assertThat(faults()).singleElement().asString().contains("too many files");
    }

    @ParameterizedTest
    @ValueSource(strings = {DATABASE, DATABASE + "&sslMode=trust", DATABASE + "&sslMode=verify-ca"})
    void warnsOfADatabaseWithoutTls(String url) {
        settings.put("spring.datasource.url", url);

        assertThat(refused()).isEmpty();
        assertThat(faults()).singleElement().asString().contains("sslMode=verify-full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb://localhost:3306/aviary", DATABASE + "&sslMode=VERIFY_FULL&x=y"})
    void doesNotWarnOfTlsOrOfADatabaseOnThisMachine(String url) {
        settings.put("spring.datasource.url", url);

        assertThat(faults()).isEmpty();
    }

    @Test
    void tellsAllFaultsAtOnceAndNeverASecret() throws IOException {
        settings.put("spring.datasource.url", "jdbc:h2:mem:x");
        settings.put("aviary.finch.base-url", "http://127.0.0.1:1");
        settings.put("aviary.keys.kek", "local:");
        settings.put("aviary.keys.service.vault.address", "http://127.0.0.1:8200");
        load(write(work.resolve("application.yml"), "aviary.finch.client-secret: " + SECRET, "rw-r--r--"));
        write(work.resolve(".env"), SECRET, "rw-r--r--");

        assertThat(refused()).hasSize(7);
        assertThat(faults().toString()).doesNotContain(SECRET);
    }

    private List<ProductionFaults.Fault> faults() {
        return ProductionFaults.of(environment, work, mounted);
    }

    private List<String> refused() {
        return faults().stream()
                .filter(ProductionFaults.Fault::refused)
                .map(ProductionFaults.Fault::text)
                .toList();
    }

    private void load(Path file) throws IOException {
        var loader = file.toString().endsWith(".properties")
                ? new PropertiesPropertySourceLoader()
                : new YamlPropertySourceLoader();
        loader.load(file.toString(), OriginTrackedResource.of(new FileSystemResource(file), null))
                .forEach(environment.getPropertySources()::addLast);
    }

    private static Path write(Path file, String content, String mode) throws IOException {
        Files.createDirectories(file.getParent());
        return chmod(Files.writeString(file, content), mode);
    }

    private static Path chmod(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
