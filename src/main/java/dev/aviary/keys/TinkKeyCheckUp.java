package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens everything once. */
final class TinkKeyCheckUp implements KeyCheckUp {

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final TinkKeys keys;

    TinkKeyCheckUp(KeyEncryptionKey root, KeysetRows rows, TinkKeys keys) {
        this.root = root;
        this.rows = rows;
        this.keys = keys;
    }

    @Override
    public void requireUsable() {
        root.aead();
    }

    @Override
    public List<KeyFinding> findings() {
        if (root.isYetToBeMade()) {
            return List.of(new KeyFinding(root + " is not there yet; the first use makes it", null));
        }
        try {
            var key = root.existing();
            var findings = new ArrayList<KeyFinding>();
            findings.add(new KeyFinding(root + " opens and belongs to this database", null));
            findings.addAll(tenants(key));
            return findings;
        } catch (KeyUnusableException e) {
            return List.of(new KeyFinding(root.toString(), e.getMessage()));
        }
    }

    private List<KeyFinding> tenants(Aead key) {
        var tenants = rows.tenants();
        var faults = tenants.stream()
                .map(tenant -> faultOf(tenant, key))
                .flatMap(Optional::stream)
                .toList();
        return faults.isEmpty()
                ? List.of(new KeyFinding("keysets of " + tenants.size() + " tenants open or are shredded", null))
                : faults;
    }

    private Optional<KeyFinding> faultOf(UUID tenant, Aead key) {
        try {
            rows.find(tenant).filter(row -> !row.shredded()).ifPresent(row -> keys.unwrap(tenant, row, key));
            return Optional.empty();
        } catch (KeyUnusableException e) {
            return Optional.of(new KeyFinding("keysets of tenant " + tenant, e.getMessage()));
        }
    }
}
