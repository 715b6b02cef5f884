package dev.aviary.leakscan.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

class ScanParametersTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T01:00:00Z"), ZoneOffset.UTC);

    @Test
    void takesPathsWithCommasBetween() {
        var parameters = new ScanParameters(of(Map.of("paths", " logs, /var/log/*.log ,,", "rules", "a.yml")));

        assertThat(parameters.paths()).containsExactly("logs", "/var/log/*.log");
        assertThat(parameters.rules()).containsExactly(Path.of("a.yml"));
        assertThat(parameters.readers()).isEqualTo(2);
        assertThat(parameters.hasTables()).isTrue();
        assertThat(new ScanParameters(of(Map.of("readers", "7", "tables", "false"))).readers())
                .isEqualTo(7);
    }

    @Test
    void acceptsWhatTheShippedJobSays() {
        assertThatCode(() -> ScanParameters.check(of(Map.of("paths", "jobs", "tables", "true")), CLOCK))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhatIsWrong() {
        refuses(Map.of(), "'paths' is missing");
        refuses(Map.of("paths", " , "), "'paths' is missing");
        refuses(Map.of("paths", "a", "path", "b"), "unknown parameter 'path'; known are paths, readers, rules, tables");
        refuses(Map.of("paths", "a", "readers", "0"), "'readers' is '0'; it must be 1 to 64");
        refuses(Map.of("paths", "a", "readers", "65"), "it must be 1 to 64");
        refuses(Map.of("paths", "a", "tables", "yes"), "'tables' is 'yes'; it must be true or false");
        refuses(Map.of("paths", "a", "rules", "no-such.yml"), "no-such.yml: cannot be read (there is no such file)");
    }

    @Test
    void keepsSecretsOutOfTheParametersThatAreStored() {
        assertThatExceptionOfType(InvalidJobParametersException.class)
                .isThrownBy(() -> ScanParameters.check(of(Map.of("paths", "of/AKIAQ7K2M5XRZZZYYY22/logs")), CLOCK))
                .withMessageContaining("a path holds what looks like a secret")
                .withMessageNotContaining("AKIAQ7K2M5XRZZZYYY22");
    }

    private static void refuses(Map<String, String> given, String message) {
        assertThatExceptionOfType(InvalidJobParametersException.class)
                .isThrownBy(() -> ScanParameters.check(of(given), CLOCK))
                .withMessageContaining(message);
    }

    private static JobParameters of(Map<String, String> given) {
        var builder = new JobParametersBuilder().addLong("at-once", 2L, false);
        given.forEach((name, value) -> builder.addString(name, value, false));
        return builder.toJobParameters();
    }
}
