/** Breaks "no cycles", together with its neighbour. */
@ApplicationModule(allowedDependencies = "right")
package dev.crooked.left;

import org.springframework.modulith.ApplicationModule;
