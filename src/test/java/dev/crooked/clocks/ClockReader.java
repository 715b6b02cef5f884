package dev.crooked.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

final class ClockReader {

    Instant instant() {
        return Instant.now();
    }

    LocalDate today() {
        return LocalDate.now();
    }

    long millis() {
        return System.currentTimeMillis();
    }

    long nanosByReference() {
        LongSupplier nanos = System::nanoTime;
        return nanos.getAsLong();
    }

    String idInLambda() {
        Supplier<UUID> ids = () -> UUID.randomUUID();
        return ids.get().toString();
    }

    void nap() throws InterruptedException {
        Thread.sleep(1);
    }
}
