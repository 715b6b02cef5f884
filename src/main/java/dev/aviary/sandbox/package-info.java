/** The embedded Finch simulator: spoken to over HTTP only, imports no other room and is imported by none. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.aviary.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
