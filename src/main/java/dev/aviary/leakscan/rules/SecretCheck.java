package dev.aviary.leakscan.rules;

/** What a secret must keep besides its pattern. */
interface SecretCheck {

    /**
     * @param tally to count in
     * @return whether these bytes can be such a secret; must not keep them
     */
    boolean accepts(byte[] bytes, int from, int to, Tally tally);
}
