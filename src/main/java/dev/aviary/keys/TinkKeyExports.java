package dev.aviary.keys;

import dev.aviary.keys.ExportLine.Wrapped;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the wrapped keysets of the tables and, if asked for, of the epoch files. */
final class TinkKeyExports implements KeyExports {

    private final KeyEncryptionKey root;
    private final KeyExportRows rows;
    private final EpochKeys epochs;
    private final KeyRestore restore;
    private final Clock clock;

    TinkKeyExports(KeyEncryptionKey root, KeyExportRows rows, EpochKeys epochs, KeyRestore restore, Clock clock) {
        this.root = root;
        this.rows = rows;
        this.epochs = epochs;
        this.restore = restore;
        this.clock = clock;
    }

    @Override
    public Export export(@Nullable UUID tenant, boolean withEpochKeys) {
        root.existing();
        var parts = new Parts(root.each());
        if (tenant == null) {
            rows.installation().forEach(parts::add);
        }
        for (var row : rows.tenants(tenant)) {
            parts.add(row);
            if (withEpochKeys && row.shreddedAt() == null) {
                epochs.epochs(row.tenant()).forEach(epoch -> epochs.read(row.tenant(), epoch)
                        .ifPresent(wrapped -> parts.add(row.tenant(), epoch, wrapped)));
            }
        }
        if (parts.lines.isEmpty()) {
            throw new KeyUnusableException("There are no keys to export yet; the first use makes them");
        }
        var present = parts.keks.get(0);
        parts.named.add(present.uri());
        return new Export(
                ExportDocument.write(clock.instant(), present.uri(), present.aead(), parts.lines),
                parts.tenants,
                parts.keysets,
                List.copyOf(parts.epochIds),
                List.copyOf(parts.named));
    }

    @Override
    public List<Result> restore(byte[] export, Consumer<List<Result>> record) {
        return restore.restore(export, record);
    }

    private static final class Parts {

        private final List<KeyEncryptionKey.Named> keks;
        private final List<ExportLine> lines = new ArrayList<>();
        private final List<EpochId> epochIds = new ArrayList<>();
        private final TreeSet<String> named = new TreeSet<>();
        private int tenants;
        private int keysets;

        private Parts(List<KeyEncryptionKey.Named> keks) {
            this.keks = keks;
        }

        private void add(KeyExportRows.InstallationRow row) {
            var keyset = wrapped(
                    row.wrapped(),
                    Binding.installationKey(row.name()),
                    keks,
                    "The keyset '" + row.name() + "' of the installation",
                    Keysets.OF_INSTALLATION);
            lines.add(ExportLine.of(new ExportLine.InstallationKey(row.name(), row.createdAt(), keyset)));
        }

        private void add(KeyExportRows.TenantRow row) {
            tenants++;
            var isShredded = row.shreddedAt() != null;
            var openers = OpenedKeyset.openers(row.tenant(), row.wrapping(), keks);
            lines.add(ExportLine.of(new ExportLine.TenantKeysets(
                    row.tenant(),
                    row.createdAt(),
                    row.shreddedAt(),
                    row.epoch(),
                    row.epochAt(),
                    row.rotatedAt(),
                    isShredded || row.wrapping() == null ? null : wrapping(row.tenant(), row.wrapping()),
                    isShredded
                            ? null
                            : ofTenant(row.tenant(), row.sealing(), TinkKeys.SEALING, Keysets.SEALING, openers),
                    isShredded
                            ? null
                            : ofTenant(row.tenant(), row.tagging(), TinkKeys.TAGGING, Keysets.TAGGING, openers))));
        }

        private void add(UUID tenant, long epoch, byte[] wrapped) {
            var keyset = wrapped(
                    wrapped,
                    Binding.epochKey(tenant, epoch),
                    keks,
                    "The epoch key " + epoch + " of tenant " + tenant,
                    Keysets.SEALING);
            lines.add(ExportLine.of(new ExportLine.EpochKey(tenant, epoch, keyset)));
            epochIds.add(new EpochId(tenant, epoch));
        }

        private Wrapped wrapping(UUID tenant, byte[] wrapping) {
            return wrapped(
                    wrapping, TenantWrapping.binding(tenant), keks, "The keyset of tenant " + tenant, Keysets.SEALING);
        }

        private Wrapped ofTenant(
                UUID tenant,
                byte @Nullable [] wrapped,
                String use,
                Keysets kind,
                List<KeyEncryptionKey.Named> openers) {
            var present = wrapped == null ? new byte[0] : wrapped;
            return wrapped(present, Binding.tenantKeyset(tenant, use), openers, "The keyset of tenant " + tenant, kind);
        }

        /** A copy that does not open would be found out when it is needed, so nothing is written then. */
        private Wrapped wrapped(
                byte[] wrapped, byte[] binding, List<KeyEncryptionKey.Named> openers, String what, Keysets... kinds) {
            try {
                var kek = OpenedKeyset.of(wrapped, binding, openers, kinds).kek();
                named.add(kek);
                keysets++;
                return new Wrapped(kek, wrapped);
            } catch (GeneralSecurityException e) {
                throw new KeyUnusableException(
                        what
                                + " does not open with the key-encryption key, so nothing was exported: it was changed or moved; restore it from a backup or an earlier export, or export other tenants with --tenant");
            }
        }
    }
}
