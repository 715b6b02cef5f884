package dev.aviary.leakscan.findings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live token was seen where it must not be.
 *
 * @param finding where
 * @param awareAt when Aviary saw it first: deadlines of the law count from here
 * @param closedAt when its finding was resolved or allowed; null while it is open
 * @param noticedAt when the webhook had taken the notice; null if it has not yet, or if there is none
 * @param mailedAt when the mail about it had been taken; likewise
 */
public record Incident(
        UUID id,
        UUID finding,
        Instant awareAt,
        @Nullable Instant closedAt,
        @Nullable Instant noticedAt,
        @Nullable Instant mailedAt) {}
