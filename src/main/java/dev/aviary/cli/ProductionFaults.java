package dev.aviary.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** What is wrong with these settings where real tokens are (law 12): every fault, each with what to do, none with a secret. Touches nothing. */
final class ProductionFaults {

    private static final Pattern TLS =
            Pattern.compile("[?&;]sslMode=verify[-_]full(?:&|;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ON_THIS_MACHINE =
            Pattern.compile("jdbc:mariadb:(?:\\w+:)?//(?:localhost|127\\.[0-9.]+|\\[::1])(?::\\d+)?/.*");
    private static final List<String> SECRETS = List.of(
            "aviary.finch.client-secret",
            "aviary.finch.webhook-secret",
            "aviary.keys.service.vault.token",
            "aviary.keys.service.vault.secret-id",
            "spring.mail.password");
    private static final String QUERIES = "aviary.leakscan.queries";

    static final String UNREASONED_FILE =
            "the key-encryption key is a file on this machine; set aviary.keys.kek to a key service, or say in aviary.keys.local-key-reason why the file is accepted";

    private static final String LOCAL = "local:";

    private final ConfigurableEnvironment environment;
    private final SettingsFiles files;
    private final Path workingDirectory;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param refused whether production does not start with it; otherwise it is a warning
     * @param text what is wrong and what to do
     */
    record Fault(boolean refused, String text) {}

    private ProductionFaults(ConfigurableEnvironment environment, SettingsFiles files, Path workingDirectory) {
        this.environment = environment;
        this.files = files;
        this.workingDirectory = workingDirectory;
    }

    static List<Fault> of(ConfigurableEnvironment environment) {
        return of(environment, Path.of(""), Path.of("/run/secrets"));
    }

    /** @param mounted where secrets are mounted as files: the one place from which a file may bring them */
    static List<Fault> of(ConfigurableEnvironment environment, Path workingDirectory, Path mounted) {
        var files = new SettingsFiles(environment, workingDirectory, mounted);
        return new ProductionFaults(environment, files, workingDirectory).all();
    }

    private List<Fault> all() {
        database();
        finch();
        key();
        keyServices();
        modes();
        SECRETS.forEach(this::secret);
        queries().forEach(query -> secret(QUERIES + "." + query + ".password"));
        UnknownSettings.of(environment).forEach(this::refuse);
        return List.copyOf(faults);
    }

    private void database() {
        var url = setting("spring.datasource.url", "");
        if (url.startsWith("jdbc:h2:")) {
            refuse("spring.datasource.url is the embedded H2; name a MariaDB");
        } else if (!TLS.matcher(url).find() && !ON_THIS_MACHINE.matcher(url).matches()) {
            faults.add(
                    new Fault(
                            false,
                            "the connection to the database is not secured by TLS; add sslMode=verify-full to spring.datasource.url"));
        }
    }

    private void finch() {
        if (isSimulator(setting("aviary.finch.base-url", ""))) {
            refuse("aviary.finch.base-url is a simulator on this machine or plain http; set https://api.tryfinch.com");
        }
    }

    private void key() {
        if (isUnreasonedFile(kek(), environment)) {
            refuse(UNREASONED_FILE);
        }
        Stream.concat(Stream.of(kek()), formerKeks())
                .filter(kek -> kek.startsWith(LOCAL))
                .map(kek -> keyFile(kek.substring(LOCAL.length())))
                .filter(file -> Files.exists(file) && SettingsFiles.isOpenToOthers(file))
                .forEach(file -> refuse("the key file " + file
                        + " can be read or changed by others; chmod 600 it, and treat the key as known to them"));
    }

    /** Whether the key-encryption key is a file on this machine, and nobody said why that is accepted. */
    static boolean isUnreasonedFile(String kek, Environment environment) {
        return kek.startsWith(LOCAL)
                && environment.getProperty("aviary.keys.local-key-reason", "").isBlank();
    }

    private Stream<String> formerKeks() {
        return Binder.get(environment)
                .bind("aviary.keys.former-keks", Bindable.listOf(String.class))
                .orElse(List.of())
                .stream();
    }

    private Path keyFile(String named) {
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        var file = environment.getProperty("aviary.keys.file");
        return file != null ? Path.of(file) : Path.of(setting("aviary.home", "./data"), "keys", "kek.json");
    }

    /** Whatever a key service's address is called. A service on this machine is a stand-in for trying out, like the simulator. */
    private void keyServices() {
        Binder.get(environment)
                .bind("aviary.keys", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().toLowerCase(Locale.ROOT).startsWith("http:"))
                .forEach(entry -> refuse("aviary.keys." + entry.getKey() + " is plain http; name an https address"));
    }

    private void modes() {
        var credentials = setting("aviary.keys.service.google.credentials", "");
        if (!credentials.isBlank() && SettingsFiles.isOpenToOthers(Path.of(credentials))) {
            refuse(
                    "the file " + credentials
                            + " of aviary.keys.service.google.credentials can be read or changed by others; chmod 600 it, and have the service account's key replaced");
        }
        for (var file : files.all()) {
            if (SettingsFiles.isOpenToOthers(file)) {
                refuse(
                        "the settings file " + file
                                + " can be read or changed by others; chmod 600 it (for a mounted secret, set its mode where it is defined)");
            }
        }
    }

    private Set<String> queries() {
        return Binder.get(environment)
                .bind(QUERIES, Bindable.mapOf(String.class, Object.class))
                .map(Map::keySet)
                .orElse(Set.of());
    }

    private void secret(String name) {
        var sources = files.bringing(name).stream()
                .filter(files::isInWorkingDirectory)
                .toList();
        sources.forEach(file -> refuse(name + " is in " + file
                + ", under the working directory; move it to the environment or to /run/secrets"));
        var value = environment.getProperty(name);
        if (value == null) {
            return;
        }
        var search = new SecretSearch(workingDirectory, value.strip());
        search.files().stream()
                .filter(file -> files.isInWorkingDirectory(file) && !sources.contains(file))
                .forEach(
                        file -> refuse(
                                "the value of " + name + " stands in " + file
                                        + ", under the working directory; remove it there, and replace it at its issuer if others could read it"));
        if (search.isCutShort()) {
            faults.add(new Fault(
                    false,
                    "not all of the working directory was searched for the value of " + name
                            + ", it has too many files; start Aviary in a directory of its own"));
        }
    }

    private void refuse(String text) {
        faults.add(new Fault(true, text));
    }

    private String kek() {
        return setting("aviary.keys.kek", "local:");
    }

    private String setting(String name, String otherwise) {
        return environment.getProperty(name, otherwise);
    }

    private static boolean isSimulator(String url) {
        if (url.isBlank()) {
            return false;
        }
        try {
            var host = String.valueOf(URI.create(url).getHost());
            return !url.startsWith("https:")
                    || host.equals("localhost")
                    || host.startsWith("127.")
                    || host.equals("[::1]");
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
