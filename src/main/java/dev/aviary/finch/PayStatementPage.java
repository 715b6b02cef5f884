package dev.aviary.finch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of one payment's statements; page on until {@code offset + received} reaches {@code count} (finch-api 2.12). */
public record PayStatementPage(
        List<PayStatement> statements, int offset, @Nullable Integer count, int received) {}
