package dev.aviary.operators;

import dev.aviary.keys.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** A file of mode 0600 by which a script, or the person whose account on the machine it is, acts without typing: {@code name:key} in one line. */
public final class OperatorKeyFile {

    private static final int MAX_SIZE_BYTES = 256;

    private final Path path;

    public OperatorKeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** Whether something lies there, a dangling link included. */
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The caller closes the key.
     *
     * @throws KeyFileException if the file cannot be read or is no key file
     * @throws dev.aviary.keys.KeyUnusableException if others could have read it, or could put another in its place
     */
    public OperatorKey read() {
        if (!exists()) {
            throw new KeyFileException("There is no operator's key file at " + path
                    + "; name another with --key-file, or sign in with --as NAME");
        }
        new PrivateFile(path, "--key-file or aviary.operator.key-file").verify();
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var content = ByteBuffer.allocate(MAX_SIZE_BYTES);
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // until the whole file is read
            }
            return parsed(content);
        } catch (IOException e) {
            throw new KeyFileException("The operator's key file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "); check the disk and the file's owner");
        }
    }

    private OperatorKey parsed(ByteBuffer content) {
        try {
            var bytes = content.array();
            int colon = indexOf(bytes, ':');
            int end = content.position();
            while (end > 0 && bytes[end - 1] <= ' ') {
                end--;
            }
            if (colon < 1 || content.position() == MAX_SIZE_BYTES) {
                throw new IllegalArgumentException();
            }
            var name = OperatorName.of(new String(bytes, 0, colon, StandardCharsets.US_ASCII));
            return new OperatorKey(name, Base64.getUrlDecoder().decode(Arrays.copyOfRange(bytes, colon + 1, end)));
        } catch (IllegalArgumentException e) {
            // No cause: its message quotes the file.
            throw new KeyFileException("The file " + path
                    + " is not an operator's key file; 'aviary operators reset NAME --new-key-file FILE' makes one");
        } finally {
            Arrays.fill(content.array(), (byte) 0);
        }
    }

    private static int indexOf(byte[] bytes, char wanted) {
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Makes the file, complete or not at all; never replaces one.
     *
     * @throws KeyFileException if there is one, or it cannot be made
     */
    public void create(OperatorKey key) {
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            var aside = Files.createTempFile(path.getParent(), ".operator", ".new", ownerOnly());
            try {
                write(aside, key);
                Files.createLink(path, aside);
            } finally {
                Files.delete(aside);
            }
        } catch (FileAlreadyExistsException e) {
            throw new KeyFileException("There is a file at " + path + " already, and it is not replaced; name another");
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyFileException("No key file could be made at " + path + " ("
                    + e.getClass().getSimpleName() + "); it needs a writable directory on a POSIX file system");
        }
    }

    private static java.nio.file.attribute.FileAttribute<Set<java.nio.file.attribute.PosixFilePermission>> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static void write(Path file, OperatorKey key) throws IOException {
        var secret = key.cleartextCopy();
        var encoded = Base64.getUrlEncoder().withoutPadding().encode(secret);
        var line = ByteBuffer.allocate(MAX_SIZE_BYTES);
        line.put(key.operator().getBytes(StandardCharsets.US_ASCII))
                .put((byte) ':')
                .put(encoded)
                .put((byte) '\n')
                .flip();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(line.array(), (byte) 0);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
