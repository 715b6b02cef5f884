package dev.aviary.leakscan.findings;

/** What people have made of a finding. The names are stored. */
public enum FindingState {
    /** Nobody has looked yet, or it was seen again after it had been resolved or an allowance had ended. */
    OPEN,
    /** Somebody has looked: it is a leak. */
    CONFIRMED,
    /** It was dealt with. Seen again, it is open again. */
    RESOLVED,
    /** It is no leak, for a while; then it is open again. */
    ALLOWED
}
