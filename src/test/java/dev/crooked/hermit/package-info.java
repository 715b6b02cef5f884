/** Breaks "only declared dependencies": it declares none, and uses the closed room's face. */
@ApplicationModule(allowedDependencies = {})
package dev.crooked.hermit;

import org.springframework.modulith.ApplicationModule;
