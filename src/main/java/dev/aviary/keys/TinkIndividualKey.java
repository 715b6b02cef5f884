package dev.aviary.keys;

import java.util.function.Supplier;

/** An unwrapped key of an individual. */
record TinkIndividualKey(Sealer sealer, Supplier<byte[]> named) implements IndividualKey {

    @Override
    public byte[] seal(byte[] cleartext, Place place) {
        return sealer.seal(cleartext, place);
    }

    @Override
    public byte[] open(byte[] sealed, Place place) {
        return sealer.open(sealed, place);
    }

    @Override
    public byte[] pseudonym() {
        return named.get();
    }
}
