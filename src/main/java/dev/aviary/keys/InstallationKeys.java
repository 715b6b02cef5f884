package dev.aviary.keys;

/**
 * Keys that belong to no tenant, wrapped by the key-encryption key, one keyset per use. Made at first use, unless
 * something depends on one that is missing, see {@link InstallationKeyUse}. Thread-safe.
 */
public interface InstallationKeys {

    /** Whether there is a keyset of that name. Makes and opens none. */
    boolean has(String name);

    /**
     * The key that vouches for what is written under this name. One unwrapping, then kept in memory.
     *
     * @param name 1 to 64 lower-case letters and dashes, for example {@code audit-chain}
     * @throws KeyUnusableException if the key-encryption key is missing or wrong, or the stored keyset was changed, or lost though something depends on it
     */
    VouchingKey vouching(String name);

    /**
     * The key pair that signs under this name. One unwrapping, then kept in memory.
     *
     * @param name 1 to 64 lower-case letters and dashes, for example {@code audit-signing}
     * @throws KeyUnusableException if the key-encryption key is missing or wrong, or the stored keyset was changed, or lost though something depends on it
     */
    SigningKey signing(String name);

    /**
     * The key that seals under this name. One unwrapping, then kept in memory.
     *
     * @param name 1 to 64 lower-case letters and dashes, for example {@code fingerprint-sealing}
     * @throws KeyUnusableException if the key-encryption key is missing or wrong, or the stored keyset was changed, or lost though something depends on it
     */
    SealingKey sealing(String name);
}
