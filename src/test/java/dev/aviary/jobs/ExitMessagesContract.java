package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.Needles;
import dev.aviary.testing.RefusedRow;
import dev.aviary.testing.RunningAviary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/** A run that fails because a database refuses a row keeps nothing of the row. */
abstract class ExitMessagesContract {

    private final RunningAviary aviary;
    private final JobRepository repository;

    ExitMessagesContract(RunningAviary aviary) {
        this.aviary = aviary;
        this.repository = aviary.bean(JobRepository.class);
    }

    @Test
    void haveNothingOfARefusedRow() throws Exception {
        var run = aviary.bean(JobOperator.class).start(refused(), new JobParameters());

        assertThat(run.getStatus()).isEqualTo(BatchStatus.FAILED);
        var kept = kept(run.getId());
        assertThat(kept).as("job, step, and the step's worker").hasSize(3);
        assertThat(String.join(" ", kept)).contains("DuplicateKeyException, SQLState 23");
        assertThat(kept).allSatisfy(message -> {
            assertThat(message).isNotBlank().doesNotContain("\tat ");
            assertThat(new Needles(RefusedRow.CANARIES).foundIn(message)).isEmpty();
        });
    }

    private Job refused() {
        Step worker = new StepBuilder("worker", repository)
                .tasklet(
                        (contribution, context) -> {
                            RefusedRow.insertTwice(aviary.sql());
                            return null;
                        },
                        new ResourcelessTransactionManager())
                .build();
        var step = new StepBuilder("step", repository)
                .partitioner("worker", gridSize -> Map.of("1", new ExecutionContext()))
                .step(worker)
                .build();
        return new JobBuilder("refused", repository).start(step).build();
    }

    private List<String> kept(long execution) {
        var kept = new ArrayList<String>();
        for (var table : List.of("BATCH_JOB_EXECUTION", "BATCH_STEP_EXECUTION")) {
            kept.addAll(aviary.sql()
                    .sql("SELECT EXIT_MESSAGE FROM " + table + " WHERE JOB_EXECUTION_ID = :execution")
                    .param("execution", execution)
                    .query(String.class)
                    .list());
        }
        return kept;
    }
}
