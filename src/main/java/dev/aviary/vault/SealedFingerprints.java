package dev.aviary.vault;

import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.logging.FailureText;
import dev.aviary.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Opens the fingerprints of tokens and, through {@link SealedSecretFingerprints}, of other secrets. */
final class SealedFingerprints implements Fingerprints {

    private static final Logger LOG = LoggerFactory.getLogger(SealedFingerprints.class);
    private static final String TOKEN = "token";

    private final FingerprintKeeper keeper;
    private final FingerprintMaker maker;
    private final JdbcFingerprintRows rows;
    private final JdbcSecretFingerprintRows secretRows;
    private final SealedSecretFingerprints secrets;
    private final SealedTokenVault vault;
    private final List<InstallationSecret> others;
    private final Duration keepRetired;
    private final Clock clock;

    SealedFingerprints(
            FingerprintKeeper keeper,
            FingerprintMaker maker,
            JdbcFingerprintRows rows,
            JdbcSecretFingerprintRows secretRows,
            SealedSecretFingerprints secrets,
            SealedTokenVault vault,
            List<InstallationSecret> others,
            Duration keepRetired,
            Clock clock) {
        this.keeper = keeper;
        this.maker = maker;
        this.rows = rows;
        this.secretRows = secretRows;
        this.secrets = secrets;
        this.vault = vault;
        this.others = others;
        this.keepRetired = keepRetired;
        this.clock = clock;
    }

    @Override
    public WindowHash windowHash() {
        return maker.hash();
    }

    @Override
    public void ofLive(Collection<TenantId> tenants, Occasion occasion, Consumer<Fingerprint> each) {
        var since = clock.instant().minus(keepRetired);
        rows.forgetRetiredBefore(since);
        others.forEach(secrets::refresh);
        secrets.ofLive(since, each);
        for (var tenant : tenants) {
            makeMissing(tenant, occasion);
            rows.of(tenant, since).forEach(row -> handOn(row, each));
        }
    }

    @Override
    public boolean isSecret(String fingerprint, SecretForm form, byte[] found) {
        var secret = secretRows.find(fingerprint);
        if (secret.isPresent()) {
            return secrets.isSecret(secret.get(), form, found);
        }
        var row = rows.find(fingerprint);
        if (row.isEmpty()) {
            return false;
        }
        try (var content = keeper.open(row.get())) {
            return content != null
                    && maker.confirms(content, FingerprintKeeper.owner(row.get().connection()), form, found);
        }
    }

    @Override
    public void rememberSettings() {
        try {
            others.forEach(secrets::refresh);
            secretRows.forgetRetiredBefore(clock.instant().minus(keepRetired));
        } catch (KeyUnusableException | DataAccessException e) {
            LOG.warn(
                    "Secrets of the settings have no fingerprints, a leak scan does not know them: {}",
                    FailureText.of(e));
        }
    }

    /** One that does not open was moved or changed: it is told, and the others are handed on. */
    private void handOn(JdbcFingerprintRows.Row row, Consumer<Fingerprint> each) {
        try (var content = keeper.open(row)) {
            if (content == null) {
                LOG.error(
                        "A fingerprint of connection {} was made with another key; it is made anew next time",
                        row.connection());
                rows.delete(row.id());
                return;
            }
            try (var fingerprint = new Fingerprint(
                    row.id(), TOKEN, row.tenant(), row.connection(), row.retired(), content.windows())) {
                each.accept(fingerprint);
            }
        } catch (SealBrokenException e) {
            LOG.error("A fingerprint of connection {} does not open; its token is not recognised", row.connection());
        }
    }

    private void makeMissing(TenantId tenant, Occasion occasion) {
        for (var connection : rows.without(tenant)) {
            try {
                vault.lend(tenant, connection, occasion, token -> {
                    var bytes = token.cleartextCopy();
                    keeper.replace(tenant, connection, bytes);
                    java.util.Arrays.fill(bytes, (byte) 0);
                    return true;
                });
            } catch (FrozenException | NoTokenException | SealBrokenException e) {
                LOG.warn("The token of connection {} has no fingerprint: {}", connection, e.getMessage());
            }
        }
    }
}
