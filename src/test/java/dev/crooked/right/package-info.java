/** Breaks "no cycles", together with its neighbour. */
@ApplicationModule(allowedDependencies = "left")
package dev.crooked.right;

import org.springframework.modulith.ApplicationModule;
