package dev.aviary.vault;

import dev.aviary.keys.KeyUnusableException;
import dev.aviary.tenancy.ConnectionId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The oldest version of each sealed row that is still good, kept apart from the database: whoever can put an older row back there cannot put this back.
 * A directory per row, in it an empty file whose name is the version. So a version is raised by making a file, which needs no lock between processes,
 * and is never torn; it never goes down. Rows that nothing ever took the place of have none.
 */
final class NewestVersions {

    private static final Logger LOG = LoggerFactory.getLogger(NewestVersions.class);
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private final Path directory;

    NewestVersions(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Versions below this one are not to be opened; 0 if nothing is known of the row.
     *
     * @throws KeyUnusableException if the directory cannot be read
     */
    long oldestGood(String table, ConnectionId connection) {
        return versions(of(table, connection)).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** If it cannot be written down, that is told, and the next opening tries again: no reason to fail whoever uses the token. */
    void raise(String table, ConnectionId connection, long version) {
        var row = of(table, connection);
        try {
            makeDirectories(row);
            make(row.resolve(Long.toString(version)));
            for (var older : versions(row)) {
                if (older < version) {
                    Files.deleteIfExists(row.resolve(Long.toString(older)));
                }
            }
        } catch (IOException | UnsupportedOperationException | KeyUnusableException e) {
            LOG.error(
                    "That version {} of connection {} is in use could not be written down in {} ({}): an older row that is put back is not refused",
                    version,
                    connection,
                    row,
                    e.getClass().getSimpleName());
        }
    }

    /** Where the version of a row is written down, for people. */
    Path of(String table, ConnectionId connection) {
        var name = connection.value().getBytes(StandardCharsets.US_ASCII);
        return directory
                .resolve(table)
                .resolve(Base64.getUrlEncoder().withoutPadding().encodeToString(name));
    }

    private static List<Long> versions(Path row) {
        var versions = new ArrayList<Long>();
        try (var files = Files.newDirectoryStream(row)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (VERSION.matcher(name).matches()) {
                    versions.add(Long.parseLong(name));
                }
            }
            return versions;
        } catch (NoSuchFileException e) {
            return versions;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new KeyUnusableException("Which version of a token is the newest cannot be read from " + row + " ("
                    + e.getClass().getSimpleName() + "); make the directory of aviary.vault.versions readable again");
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file);
            force(file.getParent());
        } catch (FileAlreadyExistsException e) {
            // Written down before.
        }
    }

    private static void makeDirectories(Path row) throws IOException {
        if (Files.isDirectory(row)) {
            return;
        }
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(row, owner);
        if (!Files.isDirectory(row)) {
            throw new NotDirectoryException(row.toString());
        }
        force(row.getParent());
    }

    private static void force(Path directory) throws IOException {
        try (var opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
