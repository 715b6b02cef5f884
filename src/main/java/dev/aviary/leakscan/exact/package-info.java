/** Recognises our own secrets in a text by keyed hashes, in whatever form and encoding they stand there. */
@NullMarked
package dev.aviary.leakscan.exact;

import org.jspecify.annotations.NullMarked;
