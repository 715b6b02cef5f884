/** How far texts were read, told by what stands in them: a log that is renamed or compressed is the same text, and is read on. */
@NullMarked
package dev.aviary.leakscan.reading;

import org.jspecify.annotations.NullMarked;
