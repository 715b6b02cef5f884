package dev.aviary.finch;

import java.util.Locale;

/** A share of the request budget: the calls that Finch counts together, whatever token they carry (finch-api 4). */
public enum Bucket {
    COMPANY,
    DIRECTORY,
    INDIVIDUAL,
    EMPLOYMENT,
    PAYMENT,
    PAY_GROUPS,
    PAY_STATEMENT,
    PAY_STATEMENT_ITEM,
    DOCUMENTS,
    /** Calls without a figure of their own (introspect, disconnect, benefits): only the limit per host covers them. */
    OTHER;

    /** As it stands in the database, for example {@code pay_statement}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
