package dev.aviary.leakscan.scan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Puts a new file in the place of an old one, with its mode and owner. */
final class ReplacedFile {

    private ReplacedFile() {}

    /** How many names the file has; 1 where that cannot be told. */
    static int names(Path file) throws IOException {
        return isUnix(file) ? (Integer) Files.getAttribute(file, "unix:nlink") : 1;
    }

    private static boolean isUnix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** A new file in the same directory that nobody else can read. */
    static Path beside(Path file) throws IOException {
        try {
            return Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".redacted");
        } catch (AccessDeniedException e) {
            throw new RedactionRefusedException("is in a directory in which you may make no other");
        }
    }

    /** After a crash, either the old file is there or the new one. */
    static void replace(Path old, Path written) throws IOException {
        copyOwnerAndMode(old, written);
        Files.move(written, old, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(old.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Windows opens no directories; there, the move is as durable as it gets.
        }
    }

    private static void copyOwnerAndMode(Path old, Path written) throws IOException {
        var from = Files.getFileAttributeView(old, PosixFileAttributeView.class);
        var to = Files.getFileAttributeView(written, PosixFileAttributeView.class);
        if (from == null || to == null) {
            return;
        }
        var wanted = from.readAttributes();
        var has = to.readAttributes();
        if (!has.group().equals(wanted.group())) {
            to.setGroup(wanted.group());
        }
        if (!has.owner().equals(wanted.owner())) {
            to.setOwner(wanted.owner());
        }
        to.setPermissions(wanted.permissions());
    }
}
