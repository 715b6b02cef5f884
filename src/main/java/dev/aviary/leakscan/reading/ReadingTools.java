package dev.aviary.leakscan.reading;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/** What it takes to know texts again and to keep how far they were read. */
record ReadingTools(
        ContentCodes codes, ReadTextRows rows, TransactionOperations transaction, Supplier<UUID> ids, Clock clock) {}
