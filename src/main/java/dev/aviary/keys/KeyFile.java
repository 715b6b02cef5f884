package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The local key-encryption key: a Tink keyset in clear JSON in a file that only its owner can read. The one place where Aviary handles
 * key material outside Tink ({@link InsecureSecretKeyAccess}): something has to be the root, and without a key service it is this file.
 */
final class KeyFile {

    private final Path path;

    KeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** Whether something lies at the path, a dangling link included. */
    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** All versions: seals under the newest, opens with any. @throws KeyUnusableException if the file is not exactly what {@link #create} leaves behind */
    Aead open() {
        return sealer(keyset());
    }

    /** @throws KeyUnusableException as {@link #open} does */
    KeysetHandle keyset() {
        new PrivateFile(path, "aviary.keys.file").verify();
        try {
            return parsed(read());
        } catch (AccessDeniedException e) {
            throw new KeyUnusableException(
                    "The key file " + path + " cannot be read by this user; run Aviary as the file's owner");
        } catch (IOException e) {
            throw new KeyUnusableException("The key file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "); check the disk, or restore the file from its backup");
        }
    }

    /** What changes when the file does; empty if there is none. */
    Optional<Object> stamp() {
        try {
            var file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(Arrays.asList(file.lastModifiedTime(), file.size(), file.fileKey()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    /**
     * Makes the file. Written aside and linked into place, so that nobody sees half a file and of two processes exactly one wins; the
     * caller opens afterwards whichever file is there.
     *
     * @return whether this call made it
     */
    boolean create() {
        try {
            PrivateFile.makeDirectory(path.getParent());
            var content = serialized(Keysets.SEALING.generate());
            try {
                return KeptFile.create(path, content);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnusableException(
                    "No key file could be made at " + path + " ("
                            + e.getClass().getSimpleName()
                            + "); the directory must be writable, on a POSIX file system with hard links: set aviary.keys.file to such a place");
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private KeysetHandle parsed(byte[] content) {
        try {
            // A String cannot be wiped, and Tink's JSON format takes no other.
            var json = new String(content, StandardCharsets.UTF_8);
            var keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                    json, Keysets.SEALING.configuration(), InsecureSecretKeyAccess.get());
            if (!isAes256Gcm(keyset.getPrimary())) {
                throw unusable("holds no AES-256-GCM key");
            }
            return keyset;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Neither cause nor message: they may quote the file.
            throw e instanceof KeyUnusableException known ? known : unusable("is not a Tink keyset in JSON");
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private KeyUnusableException unusable(String fault) {
        return new KeyUnusableException("The key file " + path + " " + fault
                + "; restore it from its backup (without it nothing that was sealed can be opened)");
    }

    private static boolean isAes256Gcm(KeysetHandle.Entry entry) {
        return entry.getKey().getParameters() instanceof AesGcmParameters gcm && gcm.getKeySizeBytes() == 32;
    }

    private byte[] read() throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() > PrivateFile.MAX_SIZE_BYTES) {
                throw unusable("is larger than a keyset can be");
            }
            var content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // until the whole file is read
            }
            return content.array();
        }
    }

    /** To be wiped after use. */
    static byte[] serialized(KeysetHandle keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset, Keysets.SEALING.configuration(), InsecureSecretKeyAccess.get())
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot be written", e);
        }
    }

    static Aead sealer(KeysetHandle keyset) {
        try {
            return Keysets.sealer(keyset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot seal with AES-256-GCM", e);
        }
    }
}
