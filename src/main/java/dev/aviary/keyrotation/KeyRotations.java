package dev.aviary.keyrotation;

/** The names that the job has towards others. */
public final class KeyRotations {

    public static final String JOB = "key-rotation";

    /** Parameter: what to do, one of the words of {@link Act}. */
    public static final String ACT = "act";

    /** Parameter: id of the only tenant to look after. */
    public static final String TENANT = "tenant";

    /** Parameter of a rewrap: URI of the key-encryption key to move to; taken only if {@link RewrapTargets} allows it. */
    public static final String TO = "to";

    /** Parameter of a rewrap: {@code true} gives the local key-encryption key a new version first. */
    public static final String NEW_VERSION = "new-version";

    private KeyRotations() {}
}
