/** The rotation of keys as a job: new tenant keys, new epochs, another key-encryption key. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "audit", "operators", "jobs"})
package dev.aviary.keyrotation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
