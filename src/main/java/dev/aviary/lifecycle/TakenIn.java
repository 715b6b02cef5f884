package dev.aviary.lifecycle;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Tenant;

/** What became of a token that was taken in. */
public record TakenIn(Tenant tenant, ConnectionId connection, Outcome outcome) {

    /** What changed. */
    public enum Outcome {
        /** The connection was not on record before. */
        ADDED,
        /** The connection was on record with another token, or with none. */
        TOKEN_REPLACED,
        /** The vault held this very token already. */
        UNCHANGED
    }
}
