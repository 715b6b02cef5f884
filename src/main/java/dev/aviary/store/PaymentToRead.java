package dev.aviary.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment whose statements are not complete.
 *
 * @param payDate null if Finch sent none, or none that is a date
 */
public record PaymentToRead(String paymentId, @Nullable LocalDate payDate, StatementsState state) {}
