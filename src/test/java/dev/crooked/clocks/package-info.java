/** Breaks our own rules on time, randomness, tokens and JDBC. */
@ApplicationModule(allowedDependencies = {})
package dev.crooked.clocks;

import org.springframework.modulith.ApplicationModule;
