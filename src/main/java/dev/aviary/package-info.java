/** Aviary: keeps access tokens, pulls employment data every night, and proves that it treats both lawfully. */
@NullMarked
package dev.aviary;

import org.jspecify.annotations.NullMarked;
