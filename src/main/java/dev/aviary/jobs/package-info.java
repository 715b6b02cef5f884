/** Job definitions from jobs/*.yml, their schedule, launch, ownership and history. */
@NullMarked
@ApplicationModule(allowedDependencies = {"logging", "audit", "operators"})
package dev.aviary.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
