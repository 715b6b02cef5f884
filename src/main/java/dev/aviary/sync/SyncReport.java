package dev.aviary.sync;

import dev.aviary.jobs.RunLeases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Says how the night went: in the run's exit status, in one line, and by dropping what only the run needed. */
@Component
class SyncReport implements Tasklet {

    /** The run did what could be done, and somebody should look at a connection. */
    static final String WITH_TROUBLE = "COMPLETED_WITH_TROUBLE";

    private static final Logger log = LoggerFactory.getLogger(SyncReport.class);

    private final SyncRuns runs;
    private final DirectoryPages pages;
    private final Statements statements;
    private final RunLeases leases;

    SyncReport(SyncRuns runs, DirectoryPages pages, Statements statements, RunLeases leases) {
        this.runs = runs;
        this.pages = pages;
        this.statements = statements;
        this.leases = leases;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        var run = leases.of(contribution.getStepExecution().getJobExecution()).run();
        var total = runs.total(run);
        log.info("Run {}: {}", run, total.inWords());
        contribution.setExitStatus(new ExitStatus(
                total.trouble() == 0 ? ExitStatus.COMPLETED.getExitCode() : WITH_TROUBLE, total.inWords()));
        pages.forgetEndedRuns();
        statements.forgetEndedRuns();
        return RepeatStatus.FINISHED;
    }
}
