package dev.aviary.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Looks for a secret in the small files below a directory, the nearest first, up to a limit. Follows no links, tells only names. */
final class SecretSearch {

    private static final int MOST_ENTRIES = 5_000;
    private static final long LARGEST_BYTES = 65_536;

    /** A shorter one would be found in half of all files. */
    private static final int SHORTEST = 8;

    private static final Set<String> SKIPPED = Set.of(".git", "node_modules");

    private final String secret;
    private final Deque<Path> directories = new ArrayDeque<>();
    private final List<Path> found = new ArrayList<>();
    private int entries;

    SecretSearch(Path directory, String secret) {
        this.secret = secret;
        if (secret.length() >= SHORTEST) {
            directories.add(directory.toAbsolutePath().normalize());
        }
        while (!directories.isEmpty() && !isCutShort()) {
            look(directories.remove());
        }
    }

    List<Path> files() {
        return List.copyOf(found);
    }

    boolean isCutShort() {
        return entries > MOST_ENTRIES;
    }

    private void look(Path directory) {
        try (var listed = Files.newDirectoryStream(directory)) {
            for (var entry : listed) {
                if (++entries > MOST_ENTRIES) {
                    return;
                }
                visit(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Closed to this user, so it is no place where the secret of this user lies about.
        }
    }

    private void visit(Path entry) throws IOException {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            if (!SKIPPED.contains(entry.getFileName().toString())) {
                directories.add(entry);
            }
        } else if (isSmallFile(entry) && contains(entry)) {
            found.add(entry);
        }
    }

    private static boolean isSmallFile(Path entry) throws IOException {
        return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
                && Files.isReadable(entry)
                && Files.size(entry) <= LARGEST_BYTES;
    }

    private boolean contains(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
    }
}
