/** Employment data per tenant, connection and entity: sealed where it is personal, queryable where it is work data. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "tenancy", "finch"})
package dev.aviary.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
