/** Tenants, their connections and entities, and the states a connection can be in. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.aviary.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
