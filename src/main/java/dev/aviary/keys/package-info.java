/** Keys: the key-encryption key, one keyset per tenant and one key per individual, and all sealing and opening under them. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.aviary.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
