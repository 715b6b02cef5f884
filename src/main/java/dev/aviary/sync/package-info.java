/** The nightly sync: plan, pull, reconcile, report. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"logging", "audit", "operators", "keys", "tenancy", "vault", "finch", "store", "jobs"})
package dev.aviary.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
