/** Breaks nothing; others break into it. */
@ApplicationModule(allowedDependencies = {})
package dev.crooked.closed;

import org.springframework.modulith.ApplicationModule;
