package dev.aviary.tenancy;

import java.util.Arrays;
import java.util.Optional;

/** What a token may read, in Finch's words. Products that are not named here are kept as text beside these. */
public enum Product {
    COMPANY,
    DIRECTORY,
    INDIVIDUAL,
    EMPLOYMENT,
    PAYMENT,
    PAY_STATEMENT,
    BENEFITS,
    SSN,
    DOCUMENTS;

    /** The word on the wire, for example {@code pay_statement}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Empty for a product this version does not know. {@code deduction} is Finch's deprecated alias of {@code benefits}. */
    public static Optional<Product> ofWord(String word) {
        var wanted = word.equals("deduction") ? "benefits" : word;
        return Arrays.stream(values()).filter(p -> p.word().equals(wanted)).findFirst();
    }
}
