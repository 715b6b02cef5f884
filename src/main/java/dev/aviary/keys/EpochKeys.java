package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The epoch keys of tenants: files apart from the database, one a tenant and epoch, see {@link WrappedEpochKey}. They are the small piece
 * of state that can be destroyed: without the key of its epoch, no copy of {@code individual_key} opens, wherever it lies.
 */
final class EpochKeys {

    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,17})\\.key");

    /** What a process leaves that is killed while it writes: a file that was to become the key, or the key that another took the place of. */
    private static final Pattern LEFT = Pattern.compile("([1-9][0-9]{0,17})\\.key" + KeptFile.LEFT);

    private final Path directory;

    EpochKeys(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Unwraps it by the key-encryption key. */
    Aead open(UUID tenant, long epoch, WrappedEpochKey wrapped, Aead root) {
        try {
            return Keysets.sealer(Keysets.SEALING.unwrap(wrapped.byKek(), root, Binding.epochKey(tenant, epoch)));
        } catch (GeneralSecurityException e) {
            throw unusable(tenant, epoch);
        }
    }

    /** The key as the key-encryption key wraps it. */
    Optional<byte[]> read(UUID tenant, long epoch) {
        return find(tenant, epoch).map(WrappedEpochKey::byKek);
    }

    /** The key as it lies in its file; empty if there is no such file (any more). */
    Optional<WrappedEpochKey> find(UUID tenant, long epoch) {
        var file = file(tenant, epoch);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            new PrivateFile(file, "aviary.keys.epochs").verify();
            if (Files.size(file) > PrivateFile.MAX_SIZE_BYTES) {
                throw new KeyUnusableException("The epoch key " + file + " is larger than a keyset can be");
            }
            return Optional.of(WrappedEpochKey.of(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("cannot be read", file, e);
        } catch (GeneralSecurityException e) {
            throw unusable(tenant, epoch);
        }
    }

    private KeyUnusableException unusable(UUID tenant, long epoch) {
        return new KeyUnusableException(
                "The epoch key " + file(tenant, epoch)
                        + " does not open with the key-encryption key: the file was changed or moved; restore it from its backup");
    }

    /**
     * Makes the key of an epoch unless it is there; it has survived a power cut before this returns.
     *
     * @param wrapping the tenant's; must be stored already
     */
    void make(UUID tenant, long epoch, Aead root, TenantWrapping wrapping) {
        var key = Keysets.SEALING.generate();
        var binding = Binding.epochKey(tenant, epoch);
        var byTenant = wrapping.isOwn() ? Keysets.SEALING.wrap(key, wrapping.aead(), binding) : null;
        keep(tenant, epoch, new WrappedEpochKey(Keysets.SEALING.wrap(key, root, binding), byTenant));
    }

    /** @return false if there is a file already, which stays as it is */
    boolean keep(UUID tenant, long epoch, WrappedEpochKey wrapped) {
        var file = file(tenant, epoch);
        try {
            makeDirectory(tenant);
            return KeptFile.create(file, wrapped.file());
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("could not be made", file, e);
        }
    }

    /** Puts another wrapping of the same key in the place of the one there is. */
    void replace(UUID tenant, long epoch, WrappedEpochKey wrapped) {
        var file = file(tenant, epoch);
        try {
            KeptFile.replace(file, wrapped.file(), null);
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("could not be replaced", file, e);
        }
    }

    /** Removes what killed processes left behind: it may be a key that is destroyed, or wrapped by a key-encryption key that is to be given up. */
    void tidy(UUID tenant) {
        var home = directory.resolve(tenant.toString());
        var epochs = epochs(tenant);
        if (epochs.isEmpty()) {
            return;
        }
        var newest = epochs.get(epochs.size() - 1);
        try (var files = Files.newDirectoryStream(home)) {
            for (var left : files) {
                var name = LEFT.matcher(left.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) <= newest) {
                    KeptFile.removeLeft(file(tenant, Long.parseLong(name.group(1))), left);
                }
            }
            KeptFile.force(home);
        } catch (IOException e) {
            throw failed("could not be tidied", home, e);
        }
    }

    /** The epochs of a tenant that have a file, oldest first. */
    List<Long> epochs(UUID tenant) {
        var epochs = new ArrayList<Long>();
        var home = directory.resolve(tenant.toString());
        if (!Files.isDirectory(home)) {
            return epochs;
        }
        try (var files = Files.newDirectoryStream(home)) {
            for (var file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    epochs.add(Long.parseLong(name.group(1)));
                }
            }
        } catch (IOException e) {
            throw failed("cannot be listed", home, e);
        }
        epochs.sort(null);
        return epochs;
    }

    /**
     * Overwrites and removes the file. On a flash disk, a copy-on-write file system or one with snapshots the old blocks may live on: what they hold is
     * wrapped by the key-encryption key, see docs/backup.md.
     */
    void destroy(UUID tenant, long epoch) {
        var file = file(tenant, epoch);
        try {
            KeptFile.wipe(file);
            KeptFile.force(file.getParent());
        } catch (NoSuchFileException e) {
            // Destroyed before.
        } catch (IOException e) {
            throw failed("could not be destroyed", file, e);
        }
    }

    Path file(UUID tenant, long epoch) {
        return directory.resolve(tenant.toString()).resolve(epoch + ".key");
    }

    private void makeDirectory(UUID tenant) throws IOException {
        var isNew = !Files.isDirectory(directory.resolve(tenant.toString()));
        PrivateFile.makeDirectory(directory);
        PrivateFile.makeDirectory(directory.resolve(tenant.toString()));
        if (isNew) {
            KeptFile.force(directory);
        }
    }

    private static KeyUnusableException failed(String what, Path file, Exception e) {
        return new KeyUnusableException("The epoch key " + file + " " + what + " ("
                + e.getClass().getSimpleName()
                + "); the directory of aviary.keys.epochs must be writable, on a POSIX file system with hard links");
    }
}
