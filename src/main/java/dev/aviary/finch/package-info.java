/** The Finch API client: typed answers, documented errors and the request budget. */
@NullMarked
@ApplicationModule(allowedDependencies = {"logging", "tenancy", "vault"})
package dev.aviary.finch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
