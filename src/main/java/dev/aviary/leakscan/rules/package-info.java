/** Finds what looks like a secret or a personal value, by the rules of a file, in time that grows with the text and nothing else. */
@NullMarked
package dev.aviary.leakscan.rules;

import org.jspecify.annotations.NullMarked;
