/** The command line: the grammar people and programs use to reach every other room. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "logging",
            "keys",
            "audit",
            "operators",
            "tenancy",
            "vault",
            "finch",
            "store",
            "lifecycle",
            "sync",
            "keyrotation",
            "jobs",
            "leakscan",
            "leakscan :: people",
            "leakscan :: scan",
            "leakscan :: source"
        })
package dev.aviary.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
