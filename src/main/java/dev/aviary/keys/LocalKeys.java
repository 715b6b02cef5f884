package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.nio.file.Path;

/**
 * Key-encryption keys in files on this machine: {@code local:} is the file of {@code aviary.keys.file}, {@code local:/a/path} any other. The only provider
 * that makes its key by itself.
 */
final class LocalKeys implements KmsClient {

    static final String SCHEME = "local:";

    private final Path usual;

    LocalKeys(Path usual) {
        this.usual = usual;
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith(SCHEME);
    }

    /** @throws KeyUnusableException if the file is missing, or not private, or holds no key */
    @Override
    public Aead getAead(String uri) {
        return new FollowedKeyFile(file(uri));
    }

    boolean exists(String uri) {
        return file(uri).exists();
    }

    /** @return whether this call made it */
    boolean create(String uri) {
        return file(uri).create();
    }

    KeyFile file(String uri) {
        var path = uri.substring(SCHEME.length());
        return new KeyFile(path.isEmpty() ? usual : Path.of(path));
    }

    /** A file's mode is its credential. */
    @Override
    public KmsClient withCredentials(String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }
}
