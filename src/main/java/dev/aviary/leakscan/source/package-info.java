/** Reads files, directories, archives and standard input as texts in blocks, within limits. Whatever is wrong with one of them is told and ends nothing. */
@NullMarked
@NamedInterface("source")
package dev.aviary.leakscan.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
