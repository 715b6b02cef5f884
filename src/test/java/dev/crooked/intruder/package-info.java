/** Breaks "only what a room shows may be used": it may use the closed room, and uses what lies behind its face. */
@ApplicationModule(allowedDependencies = "closed")
package dev.crooked.intruder;

import org.springframework.modulith.ApplicationModule;
