package dev.aviary.sync;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sync.
 *
 * @param directoryPage people per directory request, 1 to 10,000; default 10,000, which costs the fewest requests
 * @param batch individuals per individual and employment request, 1 to 10,000 (Finch's cap); default 10,000
 * @param statementPage pay statements of one payment per request, 1 to 5,000 (Finch's cap); default 5,000
 * @param massDisappearance share of an entity's people, 0 to 1, above which a disappearance is a warning and nobody is marked gone; default 0.2
 * @param massDisappearanceFloor up to this many people may always go at once, unless it is everybody; default 5
 * @param lookBackYears full calendar years of payments read at first, 0 to 10; default 2, which is what Finch keeps
 * @param reread how far back payments and their statements are read again every time, since statements come late and are corrected;
 *     default 62 days, two monthly pay periods
 * @param ahead how far ahead payments are read, for pay runs already prepared; default 31 days
 * @param ssn whether social security numbers are read where the employer granted the product {@code ssn}; default true
 * @param benefits whether benefits and enrolments are read where granted; default true
 */
@ConfigurationProperties("aviary.sync")
@Validated
record SyncProperties(
        @DefaultValue("10000") @Min(1) @Max(10_000) int directoryPage,
        @DefaultValue("10000") @Min(1) @Max(10_000) int batch,
        @DefaultValue("5000") @Min(1) @Max(5_000) int statementPage,

        @DefaultValue("0.2") @DecimalMin(value = "0", message = SHARE) @DecimalMax(value = "1", message = SHARE)
        double massDisappearance,

        @DefaultValue("5") @Min(0) int massDisappearanceFloor,
        @DefaultValue("2") @Min(0) @Max(10) int lookBackYears,

        @DefaultValue("62d") @DurationMin(days = 1) @DurationMax(days = 3660)
        Duration reread,

        @DefaultValue("31d") @DurationMin(days = 0) @DurationMax(days = 366)
        Duration ahead,

        @DefaultValue("true") boolean ssn,
        @DefaultValue("true") boolean benefits) {

    private static final String SHARE = "must be a number from 0 to 1";

    /** Whether so many leaving out of so many is a mass disappearance: never believed (law 9). */
    boolean isMass(int leaving, int present) {
        return leaving > 0
                && (leaving == present || (leaving > massDisappearanceFloor && leaving > massDisappearance * present));
    }
}
