package dev.aviary.keyrotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.keys.KeyUpkeep;
import dev.aviary.testing.RunningAviary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.job.parameters.JobParametersValidator;

/** Spring Batch validates parameters at every start of a run, also when it is taken over or restarted. */
class RewrapTargetsTests {

    private final RewrapTargets targets = new RewrapTargets();
    private final JobParametersValidator validator =
            KeyRotationJob.parameters(RunningAviary.onH2().bean(KeyUpkeep.class), targets);

    @TempDir
    private Path home;

    /** A row of BATCH_JOB_EXECUTION_PARAMS that somebody planted, or a job file. */
    @Test
    void areNotTakenFromTheDatabaseOrAFile() {
        var file = home.resolve("planted.json");

        assertThatThrownBy(() -> rewrap("local:" + file))
                .isInstanceOf(InvalidJobParametersException.class)
                .hasMessageContaining("by somebody who signs in");
        assertThatThrownBy(() -> rewrap("gcp-kms://projects/somebody/locations/l/keyRings/r/cryptoKeys/k"))
                .isInstanceOf(InvalidJobParametersException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void areTakenWhenSomebodyAskedForThem() {
        var asked = "local:" + home.resolve("asked.json");
        targets.allow(asked);

        assertThatCode(() -> rewrap(asked)).doesNotThrowAnyException();
        assertThatThrownBy(() -> rewrap(asked + "2")).isInstanceOf(InvalidJobParametersException.class);
    }

    private void rewrap(String to) throws InvalidJobParametersException {
        validator.validate(new JobParametersBuilder()
                .addString(KeyRotations.ACT, "rewrap")
                .addString(KeyRotations.TO, to)
                .toJobParameters());
    }
}
