/** Rows of databases as texts: Aviary's own tables that people and programs write words into, and queries of the user. */
@NullMarked
package dev.aviary.leakscan.tables;

import org.jspecify.annotations.NullMarked;
