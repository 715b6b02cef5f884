/** The audit log: what was done, by whom, in chains of hashes that a checkpoint signs; and signed certificates. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys"})
package dev.aviary.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
