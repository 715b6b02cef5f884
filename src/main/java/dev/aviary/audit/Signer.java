package dev.aviary.audit;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.SigningKey;
import java.util.List;
import java.util.Map;

/** Signs under the installation's key {@code audit-signing}. */
final class Signer {

    static final String KEY = "audit-signing";

    private final InstallationKeys keys;

    Signer(InstallationKeys keys) {
        this.keys = keys;
    }

    Certificate sign(Map<String, ?> body) {
        var key = key();
        return Certificate.of(
                body, PublicKeys.fingerprint(key.publicKey()), key.sign(PublicKeys.utf8(CanonicalJson.write(body))));
    }

    /** None if nothing was signed yet: to look makes no key. */
    PublicKeys publicKeys() {
        return new PublicKeys(keys.has(KEY) ? key().publicKeys() : List.of());
    }

    private SigningKey key() {
        return keys.signing(KEY);
    }
}
