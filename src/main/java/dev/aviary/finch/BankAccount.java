package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A company's bank account. */
public record BankAccount(
        @Nullable String routingNumber,
        @Nullable String accountName,
        @Nullable String institutionName,
        @Nullable String accountType,
        @Nullable String accountNumber,
        @JsonAnySetter Map<String, Object> unknown) {
    public BankAccount {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "BankAccount[hidden]";
    }
}
