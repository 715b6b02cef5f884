package dev.aviary.jobs;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the jobs room.
 *
 * @param directory where the job files ({@code *.yml}) are; if it does not exist, the job files inside the jar are used; default {@code ./jobs}
 * @param lease how long a run belongs to its owner without a sign of life: 1 second to 1 hour, default 15 seconds. A killed run is taken over after
 *     this time; a process that pauses longer loses its run
 * @param stopPatience how long a stopping process waits for its runs to reach a safe point: up to 10 minutes, default 25 seconds
 */
@ConfigurationProperties("aviary.jobs")
@Validated
record JobsProperties(
        @DefaultValue("./jobs") @NotNull Path directory,

        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration lease,

        @DefaultValue("25s") @DurationMin(seconds = 0) @DurationMax(minutes = 10)
        Duration stopPatience) {}
