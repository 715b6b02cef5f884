package dev.aviary.vault;

import java.util.function.Consumer;

/** A secret that is not in the vault but in the settings, and that a leak scan shall know: whoever has one shows a
 * bean of this type. Its fingerprint is kept, so that a scan still knows it for a while when it was changed. */
public interface InstallationSecret {

    /** A machine word, for example {@code client-secret}. */
    String name();

    /** Lends the secret's bytes, which are wiped afterwards; does nothing if it is not set. */
    void lend(Consumer<byte[]> use);
}
