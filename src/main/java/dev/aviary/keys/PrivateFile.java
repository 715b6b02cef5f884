package dev.aviary.keys;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** A file that nobody but its owner may read, write or replace. Fails closed where the file system cannot tell. */
public final class PrivateFile {

    /** Larger than any keyset is. */
    static final int MAX_SIZE_BYTES = 65_536;

    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private final String setting;

    /** @param setting what names the file, for messages */
    public PrivateFile(Path path, String setting) {
        this.path = path;
        this.setting = setting;
    }

    static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getParent() != null) {
            Files.createDirectories(directory.getParent());
        }
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /**
     * Makes a file for its owner only, for writing. The caller closes it.
     *
     * @throws FileAlreadyExistsException if something is there, a dangling link included
     */
    public static FileChannel create(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system has no modes");
        }
    }

    /** @throws KeyUnusableException if others could have read it, or could put another in its place */
    public void verify() {
        try {
            verifyFile(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            verifyOwner();
            verifyDirectory();
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnusableException("The mode and owner of the key file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "); keep it on a POSIX file system that this user can read");
        }
    }

    private void verifyFile(PosixFileAttributes file) {
        if (file.isSymbolicLink()) {
            throw refused("is a symbolic link; set " + setting + " to the file itself");
        }
        if (!file.isRegularFile()) {
            throw refused("is not a regular file; set " + setting + " to a file");
        }
        if (!OWNER_ONLY.containsAll(file.permissions())) {
            throw refused(
                    "has mode " + PosixFilePermissions.toString(file.permissions())
                            + ", expected at most rw------- (0600); run 'chmod 600' on it, and if others had access, treat the key as known to them");
        }
    }

    private void verifyOwner() throws IOException {
        var self = new UnixSystem().getUid();
        var owner = uid(path);
        if (owner != self) {
            throw refused("belongs to user id " + owner + ", but Aviary runs as " + self
                    + "; run Aviary as the owner, or 'chown' the file");
        }
    }

    private void verifyDirectory() throws IOException {
        var directory = path.getParent();
        var permissions = Files.getPosixFilePermissions(directory);
        if (OTHERS_WRITE.stream().anyMatch(permissions::contains)) {
            throw refused("lies in a directory that others can write to; run 'chmod 700 " + directory + "'");
        }
        var owner = uid(directory);
        if (owner != 0 && owner != new UnixSystem().getUid()) {
            throw refused(
                    "lies in a directory of user id " + owner + "; 'chown' " + directory + " to the file's owner");
        }
    }

    private KeyUnusableException refused(String fault) {
        return new KeyUnusableException("The key file " + path + " " + fault);
    }

    private static long uid(Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return ((Number) found.get("uid")).longValue();
    }
}
