package dev.aviary.keys;

import java.util.List;

/** Whether the keys are fit for use, for start-up and {@code aviary doctor}. */
public interface KeyCheckUp {

    /**
     * Looks at the key-encryption key, then opens the keysets of every tenant. Makes nothing and changes nothing.
     *
     * @return one finding for each key of the installation that is missing though something depends on it, one for the key-encryption key and, if that is fine,
     *     one for the tenants' keysets or one for each that does not open
     * @throws org.springframework.dao.DataAccessException if the database cannot be asked
     */
    List<KeyFinding> findings();

    /**
     * For start-up: opens the key-encryption key, or makes it on a machine that has none, so that trouble shows at once and not in the night.
     *
     * @throws KeyUnusableException if it cannot be used
     */
    void requireUsable();
}
