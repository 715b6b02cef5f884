package dev.aviary.keys;

import dev.aviary.keys.ExportLine.Wrapped;
import dev.aviary.keys.KeyExports.Outcome;
import dev.aviary.keys.KeyExports.Result;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to become of each part of an export, decided before anything is written. */
final class RestorePlan {

    private final KeyExportRows rows;
    private final EpochKeys epochs;
    private final List<KeyEncryptionKey.Named> keks;
    private final Map<UUID, KeyExportRows.TenantRow> tenants;
    private final Map<String, KeyExportRows.InstallationRow> installation;
    private final Map<UUID, Long> newest = new HashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Runnable> installationWrites = new ArrayList<>();
    private final List<Runnable> writes = new ArrayList<>();

    RestorePlan(KeyExportRows rows, EpochKeys epochs, List<KeyEncryptionKey.Named> keks) {
        this.rows = rows;
        this.epochs = epochs;
        this.keks = keks;
        this.tenants = rows.tenants(null).stream()
                .collect(Collectors.toMap(KeyExportRows.TenantRow::tenant, Function.identity()));
        this.installation = rows.installation().stream()
                .collect(Collectors.toMap(KeyExportRows.InstallationRow::name, Function.identity()));
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    void writeInstallationKeys() {
        installationWrites.forEach(Runnable::run);
    }

    void write() {
        writes.forEach(Runnable::run);
    }

    void add(ExportLine line) {
        if (line.installationKey() != null) {
            var key = line.installationKey();
            results.add(new Result(null, null, key.name(), outcome(key)));
        } else if (line.tenant() != null) {
            var tenant = line.tenant();
            results.add(new Result(tenant.id(), null, null, outcome(tenant)));
        } else if (line.epochKey() != null) {
            var key = line.epochKey();
            results.add(new Result(key.tenant(), key.epoch(), null, outcome(key)));
        } else {
            throw new ExportRefusedException("The export has a line of another kind; nothing was imported");
        }
    }

    private Outcome outcome(ExportLine.InstallationKey key) {
        var binding = Binding.installationKey(key.name());
        var there = installation.get(key.name());
        if (there != null) {
            return compared(there.wrapped(), key.keyset(), binding, Keysets.OF_INSTALLATION);
        }
        var wrapped = wrapped(key.keyset(), binding, Keysets.OF_INSTALLATION);
        installationWrites.add(
                () -> rows.keep(new KeyExportRows.InstallationRow(key.name(), wrapped, key.createdAt())));
        return Outcome.RESTORED;
    }

    private Outcome outcome(ExportLine.TenantKeysets tenant) {
        var there = tenants.get(tenant.id());
        if (there == null) {
            var row = row(tenant);
            tenants.put(tenant.id(), row);
            writes.add(() -> rows.keep(row));
            return Outcome.RESTORED;
        }
        if (there.shreddedAt() != null) {
            return tenant.shreddedAt() != null ? Outcome.PRESENT : Outcome.SHREDDED;
        }
        if (tenant.shreddedAt() != null) {
            return Outcome.SHREDDED_SINCE;
        }
        var openers = OpenedKeyset.openers(tenant.id(), there.wrapping(), keks);
        var ofExport = openers(tenant);
        var sealing = compared(
                there.sealing(),
                openers,
                present(tenant.sealing()),
                ofExport,
                Binding.tenantKeyset(tenant.id(), TinkKeys.SEALING),
                Keysets.SEALING);
        var tagging = compared(
                there.tagging(),
                openers,
                present(tenant.tagging()),
                ofExport,
                Binding.tenantKeyset(tenant.id(), TinkKeys.TAGGING),
                Keysets.TAGGING);
        return sealing == Outcome.PRESENT ? tagging : sealing;
    }

    private List<KeyEncryptionKey.Named> openers(ExportLine.TenantKeysets tenant) {
        var wrapping = tenant.wrapping();
        return OpenedKeyset.openers(tenant.id(), wrapping == null ? null : wrapping.wrapped(), keks);
    }

    /** Never in an epoch before one that was in use here: new keys of individuals would be wrapped by a key that was destroyed. */
    private KeyExportRows.TenantRow row(ExportLine.TenantKeysets tenant) {
        var isShredded = tenant.shreddedAt() != null;
        return new KeyExportRows.TenantRow(
                tenant.id(),
                isShredded || tenant.wrapping() == null
                        ? null
                        : wrapped(tenant.wrapping(), TenantWrapping.binding(tenant.id()), Keysets.SEALING),
                isShredded ? null : keyset(tenant, tenant.sealing(), TinkKeys.SEALING, Keysets.SEALING),
                isShredded ? null : keyset(tenant, tenant.tagging(), TinkKeys.TAGGING, Keysets.TAGGING),
                Math.max(tenant.epoch(), newestHere(tenant.id())),
                tenant.epochAt(),
                tenant.rotatedAt(),
                tenant.createdAt(),
                tenant.shreddedAt());
    }

    /** What the wrapping keyset wraps stays as it is. */
    private byte[] keyset(ExportLine.TenantKeysets tenant, @Nullable Wrapped exported, String use, Keysets kind) {
        var keyset = present(exported);
        return tenant.wrapping() == null
                ? wrapped(keyset, Binding.tenantKeyset(tenant.id(), use), kind)
                : keyset.wrapped();
    }

    private Outcome outcome(ExportLine.EpochKey key) {
        var row = tenants.get(key.tenant());
        if (row != null && row.shreddedAt() != null) {
            return Outcome.SHREDDED;
        }
        var binding = Binding.epochKey(key.tenant(), key.epoch());
        var there = epochs.read(key.tenant(), key.epoch());
        if (there.isPresent()) {
            return compared(there.get(), key.keyset(), binding, Keysets.SEALING);
        }
        if (key.epoch() < Math.max(row == null ? 0 : row.epoch(), newestHere(key.tenant()))) {
            return Outcome.CLOSED;
        }
        var wrapped = wrapped(key.keyset(), binding, Keysets.SEALING);
        writes.add(() -> epochs.keep(key.tenant(), key.epoch(), new WrappedEpochKey(wrapped, null)));
        return Outcome.RESTORED;
    }

    /** By what was here before the import: key files, and rows of individuals. */
    private long newestHere(UUID tenant) {
        return newest.computeIfAbsent(tenant, id -> {
            var files = epochs.epochs(id);
            var ofFiles = files.isEmpty() ? 0 : files.get(files.size() - 1);
            return Math.max(ofFiles, rows.newestEpoch(id));
        });
    }

    private Outcome compared(byte @Nullable [] there, Wrapped exported, byte[] binding, Keysets... kinds) {
        return compared(there, keks, exported, keks, binding, kinds);
    }

    private static Outcome compared(
            byte @Nullable [] there,
            List<KeyEncryptionKey.Named> openers,
            Wrapped exported,
            List<KeyEncryptionKey.Named> ofExport,
            byte[] binding,
            Keysets... kinds) {
        var other = opened(exported, ofExport, binding, kinds);
        try {
            var own = OpenedKeyset.of(Objects.requireNonNullElse(there, new byte[0]), binding, openers, kinds);
            return own.holds(other) ? Outcome.PRESENT : Outcome.DIFFERENT;
        } catch (GeneralSecurityException e) {
            return Outcome.DIFFERENT;
        }
    }

    /** As the key-encryption key of now wraps it. */
    private byte[] wrapped(Wrapped exported, byte[] binding, Keysets... kinds) {
        var opened = opened(exported, keks, binding, kinds);
        var present = keks.get(0);
        return opened.kek().equals(present.uri())
                ? exported.wrapped()
                : opened.kind().wrap(opened.keyset(), present.aead(), binding);
    }

    private static OpenedKeyset opened(
            Wrapped exported, List<KeyEncryptionKey.Named> openers, byte[] binding, Keysets... kinds) {
        try {
            return OpenedKeyset.of(exported.wrapped(), binding, openers, kinds);
        } catch (GeneralSecurityException e) {
            throw new ExportRefusedException("A keyset of the export is wrapped by " + exported.kek()
                    + ", which is neither aviary.keys.kek nor one of aviary.keys.former-keks; nothing was imported");
        }
    }

    private static Wrapped present(@Nullable Wrapped keyset) {
        if (keyset == null) {
            throw new ExportRefusedException("The export has a tenant without keysets; nothing was imported");
        }
        return keyset;
    }
}
