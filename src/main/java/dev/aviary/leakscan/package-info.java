/** The leak scan: finds our own secrets, known personal data and what looks like a secret, in any text. */
@NullMarked
@ApplicationModule(allowedDependencies = {"logging", "keys", "audit", "tenancy", "vault", "store", "operators", "jobs"})
package dev.aviary.leakscan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
