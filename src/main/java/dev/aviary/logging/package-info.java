/** The last defence of the log: masks what looks like a secret, and every secret this process has seen. Knows nobody, and works before Spring starts. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.aviary.logging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
