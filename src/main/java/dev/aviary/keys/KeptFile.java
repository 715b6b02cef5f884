package dev.aviary.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** How files with keys come to be, change and go: a kill or a power cut at any instant leaves either the old content or the new one. */
final class KeptFile {

    /** What it may leave, behind the name of the file: names that no person would give a copy. */
    static final String LEFT = "\\.(?:[0-9]+\\.aside|replaced)";

    private static final String ASIDE = ".aside";
    private static final String OLD = ".replaced";

    private KeptFile() {}

    /**
     * Written aside and linked into place, so that nobody sees half a file and of two processes exactly one wins.
     *
     * @return false if there is a file already, which stays as it is
     */
    static boolean create(Path file, byte[] content) throws IOException {
        var aside = aside(file, content, null);
        try {
            return link(file, aside);
        } finally {
            Files.deleteIfExists(aside);
            force(file.getParent());
        }
    }

    /** Another process that tidies up takes the file aside away once there is one in place. */
    private static boolean link(Path file, Path aside) throws IOException {
        try {
            Files.createLink(file, aside);
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The old content is wiped once the new one has survived a power cut.
     *
     * @param at what the file says of when it was changed; null for now
     */
    static void replace(Path file, byte[] content, @Nullable FileTime at) throws IOException {
        var old = file.resolveSibling(file.getFileName() + OLD);
        removeLeft(file, old);
        var aside = aside(file, content, at);
        Files.createLink(old, file);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.getParent());
        wipe(old);
        force(file.getParent());
    }

    /** Takes away what a killed process left beside the file. It may be another name of the file itself: then only the name goes. */
    static void removeLeft(Path file, Path left) throws IOException {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(file, left)) {
                Files.delete(left);
            } else {
                wipe(left);
            }
        } catch (NoSuchFileException e) {
            // None was left, or another process was faster.
        }
    }

    /** Overwrites and removes it. On some disks and file systems the old blocks live on, see docs/backup.md. */
    static void wipe(Path file) throws IOException {
        write(file, new byte[(int) Math.min(Files.size(file), PrivateFile.MAX_SIZE_BYTES)]);
        Files.delete(file);
    }

    static void force(Path directory) throws IOException {
        try (var opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static Path aside(Path file, byte[] content, @Nullable FileTime at) throws IOException {
        var aside = Files.createTempFile(
                file.getParent(),
                file.getFileName() + ".",
                ASIDE,
                PosixFilePermissions.asFileAttribute(PrivateFile.OWNER_ONLY));
        write(aside, content);
        if (at != null) {
            Files.setLastModifiedTime(aside, at);
        }
        return aside;
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }
}
