/** The leak scan as a job: every night, what is new in the logs. */
@NullMarked
@NamedInterface("nightly")
package dev.aviary.leakscan.nightly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
