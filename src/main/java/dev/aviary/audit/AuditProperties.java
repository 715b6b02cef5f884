package dev.aviary.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the audit log.
 *
 * @param checkpointDirectory the second place of signed checkpoints: a file for each, mode 0600, written once. Whoever can write to the database should
 *     not be able to write to it: a mount of another host, best one that keeps what was written. Default: audit below aviary.home.
 * @param checkpointEvery how often the service signs a checkpoint if there is something new, 1s to 1d: the longest time within which events at the very
 *     end of the log could be cut off unnoticed; default 5 minutes
 */
@Validated
@ConfigurationProperties("aviary.audit")
record AuditProperties(
        @Nullable Path checkpointDirectory,

        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration checkpointEvery) {}
