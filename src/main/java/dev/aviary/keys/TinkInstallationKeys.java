package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Keysets of the installation, each bound to its name. */
final class TinkInstallationKeys implements InstallationKeys {

    private static final Pattern NAME = Pattern.compile("[a-z-]{1,64}");

    private final KeyEncryptionKey root;
    private final InstallationKeyRows rows;
    private final InstallationKeyUses uses;
    private final Map<String, VouchingKey> vouching = new ConcurrentHashMap<>();
    private final Map<String, SigningKey> signing = new ConcurrentHashMap<>();
    private final Map<String, SealingKey> sealing = new ConcurrentHashMap<>();

    TinkInstallationKeys(KeyEncryptionKey root, InstallationKeyRows rows, InstallationKeyUses uses) {
        this.root = root;
        this.rows = rows;
        this.uses = uses;
    }

    @Override
    public boolean has(String name) {
        return vouching.containsKey(name)
                || signing.containsKey(name)
                || rows.find(name).isPresent();
    }

    @Override
    public VouchingKey vouching(String name) {
        var known = vouching.get(name);
        return known != null
                ? known
                : vouching.computeIfAbsent(name, missing -> opened(missing, Keysets.VOUCHING, TinkVouchingKey::new));
    }

    @Override
    public SigningKey signing(String name) {
        var known = signing.get(name);
        return known != null
                ? known
                : signing.computeIfAbsent(name, missing -> opened(missing, Keysets.SIGNING, TinkSigningKey::new));
    }

    @Override
    public SealingKey sealing(String name) {
        var known = sealing.get(name);
        return known != null
                ? known
                : sealing.computeIfAbsent(
                        name,
                        missing -> opened(missing, Keysets.SEALING, keyset -> new TinkSealingKey(missing, keyset)));
    }

    private interface Opening<T> {
        T from(KeysetHandle keyset) throws GeneralSecurityException;
    }

    private <T> T opened(String name, Keysets kind, Opening<T> opening) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of a key has 1 to 64 lower-case letters and dashes");
        }
        requireThereOrUnused(name);
        var key = root.aead();
        var binding = Binding.installationKey(name);
        if (rows.find(name).isEmpty()) {
            rows.keep(name, kind.wrap(kind.generate(), key, binding));
        }
        try {
            return opening.from(kind.unwrap(rows.find(name).orElseThrow(), key, binding));
        } catch (GeneralSecurityException e) {
            throw new KeyUnusableException("The keyset '" + name + "' of the installation does not open with " + root
                    + ": its row in installation_key was changed or moved; restore the row from a backup");
        }
    }

    /** Before the key-encryption key is asked, which might be made for it. */
    private void requireThereOrUnused(String name) {
        if (rows.find(name).isPresent()) {
            return;
        }
        var tables = uses.tables(name);
        // Another process may have made it since, and written under it what was seen.
        if (!tables.isEmpty() && rows.find(name).isEmpty()) {
            throw new KeyUnusableException(InstallationKeyUses.refusal(name, tables));
        }
    }
}
