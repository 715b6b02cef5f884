package dev.aviary.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column that shows the queryable part of a field which as a whole is personal: the work address among somebody's e-mail addresses, say.
 * It is never read back.
 */
record Extract<R>(String column, Function<R, @Nullable String> get) {}
