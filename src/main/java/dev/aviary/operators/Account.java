package dev.aviary.operators;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code operator_account}.
 *
 * @param keyFingerprint of the key file; null if there is none
 * @param failures attempts in a row that failed
 * @param code the keyed code that the row was found with; null if it had none, or was not in the table yet
 */
record Account(
        Operator operator,
        Password password,
        byte @Nullable [] keyFingerprint,
        int failures,
        @Nullable Instant failedAt,
        byte @Nullable [] code) {

    UUID id() {
        return operator.id();
    }

    Account with(Password newPassword, byte[] newKeyFingerprint) {
        return new Account(operator, newPassword, newKeyFingerprint, 0, null, null);
    }

    Account disabled() {
        var ended = new Operator(
                operator.id(),
                operator.name(),
                operator.role(),
                operator.tenant(),
                false,
                operator.hasKey(),
                operator.createdAt());
        return new Account(ended, password, keyFingerprint, failures, failedAt, null);
    }

    @Override
    public String toString() {
        return "Account[" + operator.name() + ", hidden]";
    }
}
