/** The life of a connection: taking in its token, later re-authentication and disconnect. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "audit", "tenancy", "vault", "finch"})
package dev.aviary.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
