package dev.aviary.store;

import java.util.Locale;

/** How far the statements of a payment were read. A payment that is new, or that changed, is back to {@link #UNREAD}. */
public enum StatementsState {

    /** Nobody asked yet. */
    UNREAD,
    /** Finch answered 202: it has not fetched them itself. */
    PENDING,
    /** All pages were read and stored. */
    COMPLETE,
    /** Finch answered with an error for this payment. */
    FAILED;

    /** As the column {@code payment.statements_state} has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
