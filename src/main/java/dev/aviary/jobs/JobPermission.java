package dev.aviary.jobs;

import dev.aviary.operators.Permission;

/**
 * A bean beside each job: what an operator must be allowed to start, stop or restart it.
 *
 * @param job its name
 */
public record JobPermission(String job, Permission permission) {}
