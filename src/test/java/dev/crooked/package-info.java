/**
 * A tiny second application that breaks every rule on purpose, so that we know that the rules can fail: each room's sentence says which one it breaks.
 * Outside {@code dev.aviary}, so that nothing of it is ever scanned.
 */
package dev.crooked;
