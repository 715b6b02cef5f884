package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What recognises one secret. It holds no byte of the secret, but whoever has it and the {@link WindowHash} could search for the secret window by window:
 * it is lent for one use, prints itself masked, and is wiped.
 */
public final class Fingerprint implements AutoCloseable {

    private final String id;
    private final String kind;
    private final @Nullable TenantId tenant;
    private final @Nullable ConnectionId connection;
    private final boolean retired;
    private final transient Map<SecretForm, long[]> windows;

    Fingerprint(
            String id,
            String kind,
            @Nullable TenantId tenant,
            @Nullable ConnectionId connection,
            boolean retired,
            Map<SecretForm, long[]> windows) {
        this.id = id;
        this.kind = kind;
        this.tenant = tenant;
        this.connection = connection;
        this.retired = retired;
        this.windows = windows;
    }

    /** To be kept with the windows, for {@link Fingerprints#isSecret}. Tells nothing. */
    public String id() {
        return id;
    }

    /** What the secret is, a machine word: {@code token}, {@code client-secret}, {@code operator-secret}, {@code operator-key} and the like. */
    public String kind() {
        return kind;
    }

    /** Whose secret it is; null for one that is no token. */
    public @Nullable TenantId tenant() {
        return tenant;
    }

    /** Null for a secret that is no token. */
    public @Nullable ConnectionId connection() {
        return connection;
    }

    /** Whether another secret has taken its place, or it was withdrawn. */
    public boolean isRetired() {
        return retired;
    }

    /** The forms in which this secret differs from the forms before. */
    public Set<SecretForm> forms() {
        return windows.keySet();
    }

    /** The hashes of all windows of a form, by their place in it: as many as the form has bytes, less 11. Not a copy; wiped after the use. */
    public long[] windows(SecretForm form) {
        return windows.getOrDefault(form, new long[0]);
    }

    @Override
    public void close() {
        windows.values().forEach(hashes -> Arrays.fill(hashes, 0));
    }

    @Override
    public String toString() {
        return "Fingerprint[" + id + "]";
    }
}
