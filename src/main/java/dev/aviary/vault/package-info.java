/** Access tokens: sealed at rest, lent for one visible scope, destroyed for good. */
@NullMarked
@ApplicationModule(allowedDependencies = {"logging", "keys", "audit", "tenancy"})
package dev.aviary.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
