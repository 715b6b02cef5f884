package dev.aviary.leakscan;

/** How bad it is that something is where it was found, the least first. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
