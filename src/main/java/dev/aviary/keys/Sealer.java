package dev.aviary.keys;

import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/** Seals and opens under one key, each value bound to its place. */
final class Sealer {

    private final PlaceAead aead;
    private final Supplier<String> owner;
    private final Binding binding;

    /** @param owner whose key it is, for messages: ids only */
    Sealer(PlaceAead aead, Supplier<String> owner, Binding binding) {
        this.aead = aead;
        this.owner = owner;
        this.binding = binding;
    }

    byte[] seal(byte[] cleartext, Place place) {
        try {
            return aead.seal(cleartext, binding, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Sealing a value of table " + place.table() + " failed for " + owner.get(), e);
        }
    }

    byte[] open(byte[] sealed, Place place) {
        try {
            return aead.open(sealed, binding, place);
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException("A value of table " + place.table() + " does not open for " + owner.get()
                    + ": sealed for another place, under another key, or changed since");
        }
    }
}
