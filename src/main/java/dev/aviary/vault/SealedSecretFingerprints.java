package dev.aviary.vault;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.Place;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.vault.JdbcSecretFingerprintRows.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals fingerprints of secrets that are no tokens under a key of the installation, each bound to its kind, owner and row, and opens them again. */
final class SealedSecretFingerprints implements SecretFingerprints {

    private static final Logger LOG = LoggerFactory.getLogger(SealedSecretFingerprints.class);
    static final String KEY = "fingerprint-sealing";

    private final InstallationKeys keys;
    private final FingerprintMaker maker;
    private final JdbcSecretFingerprintRows rows;

    SealedSecretFingerprints(InstallationKeys keys, FingerprintMaker maker, JdbcSecretFingerprintRows rows) {
        this.keys = keys;
        this.maker = maker;
        this.rows = rows;
    }

    @Override
    public void keep(String kind, UUID owner, byte[] secret) {
        make(kind, owner.toString(), secret);
    }

    @Override
    public void retire(UUID owner) {
        rows.retireOf(owner);
    }

    /** What is set now is known, and what was set before is retired. A secret that is not set here may be set elsewhere, and stays as it is. */
    void refresh(InstallationSecret secret) {
        secret.lend(bytes -> refresh(secret.name(), bytes));
    }

    private void refresh(String kind, byte[] secret) {
        var known = rows.ofSetting(kind);
        var same = known.stream().filter(row -> isOf(row, secret)).findFirst();
        same.filter(Row::retired).ifPresent(row -> rows.revive(row.id()));
        if (same.isEmpty()) {
            make(kind, null, secret);
        }
        known.stream()
                .filter(row -> !row.retired())
                .filter(row -> same.isEmpty() || !same.get().id().equals(row.id()))
                .forEach(row -> rows.retire(row.id()));
    }

    private void make(String kind, @Nullable String owner, byte[] secret) {
        try (var content = maker.of(owner(kind, owner), secret)) {
            if (content.windows().isEmpty()) {
                LOG.warn("A secret of the kind {} is too short to be recognised in a text; use a longer one", kind);
                return;
            }
            var id = rows.nextId();
            var encoded = content.encoded(maker.check());
            rows.keep(id, kind, owner, keys.sealing(KEY).seal(encoded, place(kind, owner, id)));
            Arrays.fill(encoded, (byte) 0);
        }
    }

    void ofLive(Instant retiredSince, Consumer<Fingerprint> each) {
        rows.forgetRetiredBefore(retiredSince);
        for (var row : rows.since(retiredSince)) {
            try (var content = open(row)) {
                if (content != null) {
                    each.accept(new Fingerprint(row.id(), row.kind(), null, null, row.retired(), content.windows()));
                }
            }
        }
    }

    boolean isSecret(Row row, SecretForm form, byte[] found) {
        try (var content = open(row)) {
            return content != null && maker.confirms(content, owner(row.kind(), row.owner()), form, found);
        }
    }

    private boolean isOf(Row row, byte[] secret) {
        try (var content = open(row)) {
            if (content == null || content.windows().isEmpty()) {
                return false;
            }
            var form = content.windows().keySet().iterator().next();
            return form.lend(secret, bytes -> maker.confirms(content, owner(row.kind(), row.owner()), form, bytes));
        }
    }

    /** @return null if it does not open, or was made with a window key that is not in use any more: then nothing can be recognised by it */
    private @Nullable FingerprintContent open(Row row) {
        try {
            var encoded = keys.sealing(KEY).open(row.sealed(), place(row.kind(), row.owner(), row.id()));
            try {
                var content = FingerprintContent.decoded(encoded, maker.check());
                if (content == null) {
                    LOG.error("A fingerprint of the kind {} was made with another key, and is removed", row.kind());
                    rows.delete(row.id());
                }
                return content;
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        } catch (SealBrokenException e) {
            LOG.error(
                    "Fingerprint {} of the kind {} does not open; its secret is not recognised", row.id(), row.kind());
            return null;
        }
    }

    /** Codes of two owners cannot be compared. */
    private static String owner(String kind, @Nullable String owner) {
        return owner == null ? "installation " + kind : kind + " of " + owner;
    }

    private static Place place(String kind, @Nullable String owner, String id) {
        return Place.of(JdbcSecretFingerprintRows.TABLE, kind, owner == null ? "" : owner, id);
    }
}
