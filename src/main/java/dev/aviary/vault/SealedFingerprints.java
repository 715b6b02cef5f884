package dev.aviary.vault;

import dev.aviary.keys.SealBrokenException;
import dev.aviary.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the fingerprints of tokens, and makes those of the installation's secrets when they are asked for. */
final class SealedFingerprints implements Fingerprints {

    private static final Logger LOG = LoggerFactory.getLogger(SealedFingerprints.class);
    private static final String OF_INSTALLATION = "installation ";

    private final FingerprintKeeper keeper;
    private final FingerprintMaker maker;
    private final JdbcFingerprintRows rows;
    private final SealedTokenVault vault;
    private final List<InstallationSecret> others;
    private final Duration keepRetired;
    private final Clock clock;

    SealedFingerprints(
            FingerprintKeeper keeper,
            FingerprintMaker maker,
            JdbcFingerprintRows rows,
            SealedTokenVault vault,
            List<InstallationSecret> others,
            Duration keepRetired,
            Clock clock) {
        this.keeper = keeper;
        this.maker = maker;
        this.rows = rows;
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
        for (var secret : others) {
            secret.lend(bytes -> ofInstallation(secret, bytes, each));
        }
        for (var tenant : tenants) {
            makeMissing(tenant, occasion);
            rows.of(tenant, since).forEach(row -> handOn(row, each));
        }
    }

    @Override
    public boolean isSecret(String fingerprint, SecretForm form, byte[] found) {
        if (fingerprint.startsWith(OF_INSTALLATION)) {
            return isInstallations(fingerprint, form, found);
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

    private boolean isInstallations(String fingerprint, SecretForm form, byte[] found) {
        var is = new AtomicBoolean();
        for (var secret : others) {
            if (fingerprint.equals(OF_INSTALLATION + secret.name())) {
                secret.lend(bytes -> {
                    try (var content = maker.of(fingerprint, bytes)) {
                        is.set(maker.confirms(content, fingerprint, form, found));
                    }
                });
            }
        }
        return is.get();
    }

    private void ofInstallation(InstallationSecret secret, byte[] bytes, Consumer<Fingerprint> each) {
        var id = OF_INSTALLATION + secret.name();
        try (var content = maker.of(id, bytes);
                var fingerprint = new Fingerprint(id, null, null, false, content.windows())) {
            each.accept(fingerprint);
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
            try (var fingerprint =
                    new Fingerprint(row.id(), row.tenant(), row.connection(), row.retired(), content.windows())) {
                each.accept(fingerprint);
            }
        } catch (SealBrokenException e) {
            LOG.error("A fingerprint of connection {} does not open; its token is not recognised", row.connection());
        }
    }

    private void makeMissing(TenantId tenant, Occasion occasion) {
        for (var connection : rows.without(tenant)) {
            try {
                vault.lend(connection, occasion, token -> {
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
