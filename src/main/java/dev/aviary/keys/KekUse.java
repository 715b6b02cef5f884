package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many keysets each version of the key-encryption key wraps: told by opening every one of them with each version alone. */
final class KekUse {

    private final KeysetRows rows;
    private final InstallationKeyRows installation;
    private final EpochKeys epochs;

    KekUse(KeysetRows rows, InstallationKeyRows installation, EpochKeys epochs) {
        this.rows = rows;
        this.installation = installation;
        this.epochs = epochs;
    }

    /** Counts by version, in the given order; {@code others} are what none of them opens. */
    record Counts(Map<Integer, Long> byVersion, long others) {

        /** Whatever is not proven to be of this version. */
        long notOf(int version) {
            return others
                    + byVersion.entrySet().stream()
                            .filter(count -> count.getKey() != version)
                            .mapToLong(Map.Entry::getValue)
                            .sum();
        }
    }

    Counts count(Map<Integer, Aead> versions) {
        var tally = new Tally(versions);
        tally.value(rows.check().orElse(null), Binding.keyCheck());
        for (var tenant : rows.tenants()) {
            var row = rows.findCommitted(tenant).orElseThrow();
            if (row.wrapping() != null) {
                tally.keyset(row.wrapping(), TenantWrapping.binding(tenant), Keysets.SEALING);
            } else {
                tally.keyset(row.sealing(), Binding.tenantKeyset(tenant, TinkKeys.SEALING), Keysets.SEALING);
                tally.keyset(row.tagging(), Binding.tenantKeyset(tenant, TinkKeys.TAGGING), Keysets.TAGGING);
            }
            for (var epoch : epochs.epochs(tenant)) {
                var wrapped = epochs.read(tenant, epoch).orElse(null);
                tally.keyset(wrapped, Binding.epochKey(tenant, epoch), Keysets.SEALING);
            }
        }
        for (var name : installation.names()) {
            var wrapped = installation.find(name).orElse(null);
            tally.keyset(wrapped, Binding.installationKey(name), Keysets.OF_INSTALLATION);
        }
        return new Counts(tally.counts, tally.others);
    }

    private static final class Tally {

        private final Map<Integer, Aead> versions;
        private final Map<Integer, Long> counts = new LinkedHashMap<>();
        private long others;

        Tally(Map<Integer, Aead> versions) {
            this.versions = versions;
            versions.keySet().forEach(version -> counts.put(version, 0L));
        }

        private interface Opening {
            void with(Aead version) throws GeneralSecurityException;
        }

        void value(byte @Nullable [] sealed, byte[] binding) {
            if (sealed != null) {
                count(version -> version.decrypt(sealed, binding));
            }
        }

        /** Nothing to count if it was shredded or destroyed. */
        void keyset(byte @Nullable [] wrapped, byte[] binding, Keysets... kinds) {
            if (wrapped != null) {
                count(version -> unwrap(wrapped, version, binding, List.of(kinds)));
            }
        }

        private static void unwrap(byte[] wrapped, Aead version, byte[] binding, List<Keysets> kinds)
                throws GeneralSecurityException {
            for (var kind : kinds.subList(1, kinds.size())) {
                try {
                    kind.unwrap(wrapped, version, binding);
                    return;
                } catch (GeneralSecurityException e) {
                    // Of another kind, or of another version.
                }
            }
            kinds.get(0).unwrap(wrapped, version, binding);
        }

        private void count(Opening opening) {
            for (var version : versions.entrySet()) {
                try {
                    opening.with(version.getValue());
                    counts.merge(version.getKey(), 1L, Long::sum);
                    return;
                } catch (GeneralSecurityException e) {
                    // Of another version.
                }
            }
            others++;
        }
    }
}
