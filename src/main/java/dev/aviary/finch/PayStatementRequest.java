package dev.aviary.finch;

/** One item of a pay-statement batch: at most 10 a call, {@code limit} 1 to 5000 (finch-api 2.12). */
public record PayStatementRequest(String paymentId, int limit, int offset) {}
