package dev.aviary.keys;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the keys.
 *
 * @param file the local key-encryption key, mode 0600, made at first use; without it nothing that is sealed opens, so back it up apart from
 *     the database. Default: keys/kek.json below aviary.home.
 * @param kek which key-encryption key: local: is the file above
 * @param epochs directory of the tenants' epoch keys, apart from the database and its backups, mode 0700, made at first use; processes that share a
 *     database share it. Default: keys/epochs below aviary.home.
 * @param formerKeks key-encryption keys that may still wrap something here, while {@code aviary keys rewrap} moves to the one above; none by default
 * @param cachedTenants tenants whose unwrapped keysets are kept in memory, 1 to 100000
 * @param cachedFor how long a keyset is kept in memory before it is read again, 1s to 1d: the longest time after which a shredded tenant key is
 *     forgotten by other processes
 * @param localKeyReason why a key-encryption key in a local file is accepted although {@code aviary.production} is set; without it production does not
 *     start with one. No default
 */
@Validated
@ConfigurationProperties("aviary.keys")
record KeysProperties(
        @Nullable Path file,

        @DefaultValue("local:") @NotBlank String kek,

        @Nullable Path epochs,

        @DefaultValue List<String> formerKeks,

        @DefaultValue("1000") @Min(1) @Max(100_000) int cachedTenants,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = MOST_DAYS)
        Duration cachedFor,

        @Nullable String localKeyReason) {

    private static final long MOST_DAYS = 1;

    /** After this no process seals or wraps with what was replaced, however long any of them is set to keep it: nobody knows the settings of the others. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(2 * MOST_DAYS);
}
