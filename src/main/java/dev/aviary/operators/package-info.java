/** Operators: the people and scripts that act, what they may do, and how they prove who they are. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "audit", "tenancy", "vault"})
package dev.aviary.operators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
