/** Searches files and streams with all detectors, and reports what was found: masked, as text, JSON or SARIF. */
@NullMarked
@NamedInterface("scan")
package dev.aviary.leakscan.scan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
