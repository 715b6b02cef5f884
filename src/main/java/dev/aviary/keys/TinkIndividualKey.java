package dev.aviary.keys;

/** An unwrapped key of an individual. */
record TinkIndividualKey(Sealer sealer) implements IndividualKey {

    @Override
    public byte[] seal(byte[] cleartext, Place place) {
        return sealer.seal(cleartext, place);
    }

    @Override
    public byte[] open(byte[] sealed, Place place) {
        return sealer.open(sealed, place);
    }
}
