package dev.aviary.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The files that settings come from, or would come from with another profile. Those inside the program are not among them. */
final class SettingsFiles {

    private static final String NAMES = "application*.{yml,yaml,properties}";
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final ConfigurableEnvironment environment;
    private final Path workingDirectory;
    private final Path mounted;

    /** @param mounted where secrets are mounted as files, part of the working directory or not */
    SettingsFiles(ConfigurableEnvironment environment, Path workingDirectory, Path mounted) {
        this.environment = environment;
        this.workingDirectory = absolute(workingDirectory);
        this.mounted = absolute(mounted);
    }

    /** Whether others may read it, or anybody but its owner may write to it. A file system without modes cannot tell: then it is. */
    static boolean isOpenToOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    Set<Path> all() {
        var files = new TreeSet<Path>();
        environment.getPropertySources().forEach(source -> files.addAll(origins(source)));
        Stream.concat(Stream.of(workingDirectory), configDirectories())
                .forEach(directory -> files.addAll(listed(directory, NAMES)));
        return files;
    }

    /** Every file that brings the setting, the one whose value counts and those that are overruled. */
    Set<Path> bringing(String name) {
        var files = new TreeSet<Path>();
        var wanted = ConfigurationPropertyName.of(name);
        for (var source : ConfigurationPropertySources.get(environment)) {
            var property = source.getConfigurationProperty(wanted);
            if (property != null) {
                file(property.getOrigin()).ifPresent(files::add);
            }
        }
        return files;
    }

    /** By its name or, through a link, in fact. */
    boolean isInWorkingDirectory(Path file) {
        return !file.startsWith(mounted)
                && (file.startsWith(workingDirectory) || real(file).startsWith(real(workingDirectory)));
    }

    private static Set<Path> origins(PropertySource<?> source) {
        var files = new TreeSet<Path>();
        if (source instanceof EnumerablePropertySource<?> named) {
            for (var name : named.getPropertyNames()) {
                file(OriginLookup.getOrigin(source, name)).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Optional<Path> file(@Nullable Origin origin) {
        if (origin instanceof PropertySourceOrigin wrapped) {
            return file(wrapped.getOrigin());
        }
        return origin instanceof TextResourceOrigin text && text.getResource() != null
                ? file(text.getResource())
                : Optional.empty();
    }

    /** The program's own settings are no file of the operator's, even where the program lies unpacked. */
    private static Optional<Path> file(Resource resource) {
        if (resource instanceof OriginTrackedResource tracked) {
            return file(tracked.getResource());
        }
        if (resource instanceof ClassPathResource || !resource.isFile()) {
            return Optional.empty();
        }
        try {
            return Optional.of(absolute(resource.getFile().toPath()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Stream<Path> configDirectories() {
        var config = workingDirectory.resolve("config");
        return Stream.concat(Stream.of(config), listed(config, "*").stream().filter(Files::isDirectory));
    }

    private static List<Path> listed(Path directory, String names) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var found = new TreeSet<Path>();
        try (var entries = Files.newDirectoryStream(directory, names)) {
            entries.forEach(entry -> found.add(absolute(entry)));
        } catch (IOException | DirectoryIteratorException e) {
            // What this user cannot list, Spring did not read either.
            return List.of();
        }
        return List.copyOf(found);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
