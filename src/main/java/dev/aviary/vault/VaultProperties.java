package dev.aviary.vault;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the vault.
 *
 * @param unusualFactor how many times the usual number of openings in one run is unusual, 2 to 1000
 * @param unusualFloor up to this many openings of a token in one run are never unusual, 1 to 1000000: a quiet connection is opened once a night, and
 *     its first busy night is no alarm
 * @param usualRuns over how many earlier runs the usual number is the mean, 1 to 100; with fewer than three on record nothing is unusual yet
 * @param keepUses how long counts of openings are kept, 1d to 3660d
 * @param retiredFingerprints how long a leak scan still knows a token that was replaced, or another secret that was changed or withdrawn, 0d to 3660d
 * @param versions directory that remembers, apart from the database, which version of a token is the newest, so that an older one that is put back is
 *     refused; mode 0700, made at first use, shared by the processes of one database. Default: vault/versions below aviary.home.
 */
@Validated
@ConfigurationProperties("aviary.vault")
record VaultProperties(
        @DefaultValue("10") @Min(2) @Max(1000) int unusualFactor,
        @DefaultValue("50") @Min(1) @Max(1_000_000) long unusualFloor,
        @DefaultValue("10") @Min(1) @Max(100) int usualRuns,

        @DefaultValue("400d") @DurationMin(days = 1) @DurationMax(days = 3660)
        Duration keepUses,

        @DefaultValue("90d") @DurationMin(days = 0) @DurationMax(days = 3660)
        Duration retiredFingerprints,

        @Nullable Path versions) {}
