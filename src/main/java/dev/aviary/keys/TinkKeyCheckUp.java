package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opens everything once. */
final class TinkKeyCheckUp implements KeyCheckUp {

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final TinkKeys keys;
    private final InstallationKeyRows installation;
    private final InstallationKeyUses uses;

    TinkKeyCheckUp(
            KeyEncryptionKey root,
            KeysetRows rows,
            TinkKeys keys,
            InstallationKeyRows installation,
            InstallationKeyUses uses) {
        this.root = root;
        this.rows = rows;
        this.keys = keys;
        this.installation = installation;
        this.uses = uses;
    }

    @Override
    public void requireUsable() {
        root.aead();
    }

    @Override
    public List<KeyFinding> findings() {
        var findings = new ArrayList<>(lost());
        findings.addAll(others());
        return findings;
    }

    /** Keys of the installation that are missing though something depends on them. */
    private List<KeyFinding> lost() {
        var there = installation.names();
        return uses.keys()
                .filter(name -> !there.contains(name))
                .map(name -> Map.entry(name, uses.tables(name)))
                .filter(name -> !name.getValue().isEmpty())
                .map(name -> new KeyFinding(
                        "keys of the installation", InstallationKeyUses.refusal(name.getKey(), name.getValue())))
                .toList();
    }

    private List<KeyFinding> others() {
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
            var living = rows.find(tenant).filter(row -> !row.shredded());
            living.ifPresent(row -> keys.unwrap(tenant, row, key));
            return living.filter(KeysetRows.Row::closing)
                    .map(
                            row -> new KeyFinding(
                                    "epochs of tenant " + tenant,
                                    "the close of one was cut off: the audit log tells of it, but its key may still be there; 'aviary keys epoch' finishes it"));
        } catch (KeyUnusableException e) {
            return Optional.of(new KeyFinding("keysets of tenant " + tenant, e.getMessage()));
        }
    }
}
