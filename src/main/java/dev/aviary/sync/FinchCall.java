package dev.aviary.sync;

import dev.aviary.finch.Finch;
import dev.aviary.vault.AccessToken;

/** One use of a lent token. */
@FunctionalInterface
interface FinchCall<T> {

    T with(Finch finch, AccessToken token);
}
