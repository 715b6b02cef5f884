package dev.aviary.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Directories of trials, below the build's. */
final class Homes {

    private Homes() {}

    static Path root(String name) {
        return Path.of("target", "endtoend", name + ProcessHandle.current().pid())
                .toAbsolutePath();
    }

    static Path make(Path home) {
        try {
            return Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys of all kinds: those of epochs lie in a directory of their own. */
    static Path copyKey(Path from, Path to) {
        make(to.resolve("keys"));
        try (var keys = Files.walk(from.resolve("keys"))) {
            for (var key : keys.sorted().toList()) {
                var copy = to.resolve(from.relativize(key));
                if (!Files.isDirectory(copy)) {
                    Files.copy(key, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            Files.copy(from.resolve("operator.key"), to.resolve("operator.key"), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    static void delete(Path home) {
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
