package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The versions of a local key-encryption key: keys in one file, of which the newest wraps and the others still open. When the newest was made is the
 * file's time of change. One process at a time changes the file, by a lock beside it: one that was paused in the middle would put old content back.
 */
final class KeyFileVersions {

    /** Locks of files are the whole JVM's. */
    private static final Object HERE = new Object();

    private final KeyFile file;

    KeyFileVersions(KeyFile file) {
        this.file = file;
    }

    /** Each version alone, by its number, the newest first. */
    Map<Integer, Aead> each() {
        var keyset = file.keyset();
        var each = new LinkedHashMap<Integer, Aead>();
        each.put(keyset.getPrimary().getId(), KeyFile.sealer(Keysets.alone(keyset.getPrimary())));
        for (var i = 0; i < keyset.size(); i++) {
            each.putIfAbsent(keyset.getAt(i).getId(), KeyFile.sealer(Keysets.alone(keyset.getAt(i))));
        }
        return each;
    }

    /** The newest version alone. */
    Aead newest() {
        return KeyFile.sealer(Keysets.alone(file.keyset().getPrimary()));
    }

    /** When the newest was made; to the second, because some file systems keep no more. */
    Instant newestSince() {
        try {
            return Files.getLastModifiedTime(file.path(), LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS);
        } catch (IOException e) {
            throw unchanged(e);
        }
    }

    /** Now, or the second after the newest was made, if that is later. */
    Instant afterNewest(Instant now) {
        return later(now, newestSince().plusSeconds(1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Makes another version, which is the newest from then on. Restore a backup of the file from before, and nothing that was wrapped since opens.
     *
     * @param since if the newest was made at or after this instant, none is made
     * @param now or {@code since}, if that is later, is when it was made
     * @return whether one was made
     */
    boolean add(Instant since, Instant now) {
        return change(
                later(now, since),
                keyset -> newestSince().isBefore(since.truncatedTo(ChronoUnit.SECONDS))
                        ? Keysets.promoted(keyset)
                        : keyset);
    }

    /**
     * Keeps the newest only.
     *
     * @param newest its number; if it is another by now, nothing is removed
     * @param unused whether the others wrap nothing; asked when nobody else can change the file any more
     */
    boolean retireOlder(int newest, BooleanSupplier unused) {
        return change(
                newestSince(),
                keyset -> keyset.size() > 1 && keyset.getPrimary().getId() == newest && unused.getAsBoolean()
                        ? Keysets.alone(keyset.getPrimary())
                        : keyset);
    }

    private boolean change(Instant at, UnaryOperator<KeysetHandle> change) {
        synchronized (HERE) {
            try (var lock = FileChannel.open(lockFile(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                lock.lock();
                for (var each : left()) {
                    KeptFile.removeLeft(file.path(), each);
                }
                return replace(file.keyset(), at, change);
            } catch (IOException | UnsupportedOperationException e) {
                throw unchanged(e);
            }
        }
    }

    private boolean replace(KeysetHandle before, Instant at, UnaryOperator<KeysetHandle> change) throws IOException {
        var after = change.apply(before);
        if (after == before) {
            return false;
        }
        var content = KeyFile.serialized(after);
        try {
            KeptFile.replace(file.path(), content, FileTime.from(at));
            return true;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** Takes away what killed processes left beside the file: a version that is retired, or that nothing uses, or another name of the file. */
    void tidy() {
        try {
            if (!left().isEmpty()) {
                change(newestSince(), keyset -> keyset);
            }
        } catch (IOException e) {
            throw unchanged(e);
        }
    }

    private List<Path> left() throws IOException {
        var name = Pattern.compile(Pattern.quote(file.path().getFileName().toString()) + KeptFile.LEFT);
        try (var files = Files.list(file.path().getParent())) {
            return files.filter(
                            each -> name.matcher(each.getFileName().toString()).matches())
                    .toList();
        }
    }

    private Path lockFile() throws IOException {
        var lock = file.path().resolveSibling(file.path().getFileName() + ".lock");
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            KeptFile.create(lock, new byte[0]);
        }
        return lock;
    }

    private KeyUnusableException unchanged(Exception e) {
        return new KeyUnusableException("The key file " + file + " could not be changed ("
                + e.getClass().getSimpleName()
                + "); its directory must be writable, on a POSIX file system with hard links");
    }
}
