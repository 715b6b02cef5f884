package dev.aviary.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that are there whole or not at all, whenever the process is killed or the disk is full: written aside, forced, and linked into place. Mode 0600.
 * What a kill leaves aside is never read.
 */
final class WrittenOnce {

    private static final String ASIDE = ".aside";

    private WrittenOnce() {}

    /** @throws FileAlreadyExistsException if there is one of this name, which stays as it is */
    static void write(Path file, byte[] content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        var aside = Files.createTempFile(file.getParent(), file.getFileName() + ".", ASIDE, modes(file, "rw-------"));
        try {
            fill(aside, content);
            place(aside, file);
        } finally {
            removeIfPossible(aside);
        }
        force(file.getParent());
    }

    private static void fill(Path aside, byte[] content) throws IOException {
        try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Where there are no hard links, a move does the same, except that of two processes at the same instant the second may win: with the same content. */
    private static void place(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.move(aside, file);
        }
    }

    /** A place that keeps what was written keeps this as well. */
    private static void removeIfPossible(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            // It is never read.
        }
    }

    private static void force(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (var opened = FileChannel.open(directory, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }

    /** For a file or directory that is made; none where the file system has no modes. */
    static FileAttribute<?>[] modes(Path place, String modes) {
        return isPosix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
