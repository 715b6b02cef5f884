package dev.aviary.leakscan.nightly;

import dev.aviary.jobs.RunLeases;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.leakscan.scan.SinceLastScan;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Says what the scan came to: in the run's exit status and in one line. */
final class ScanOutcome implements Tasklet {

    /** The scan did all it was to do, and somebody should look at what it found. */
    static final String WITH_TROUBLE = "COMPLETED_WITH_TROUBLE";

    private static final Logger log = LoggerFactory.getLogger(ScanOutcome.class);

    private final CurrentScan current;
    private final Findings findings;
    private final RunLeases leases;

    ScanOutcome(CurrentScan current, Findings findings, RunLeases leases) {
        this.current = current;
        this.findings = findings;
        this.leases = leases;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        var execution = contribution.getStepExecution().getJobExecution();
        var run = leases.of(execution).run();
        var since = Instant.parse(execution.getExecutionContext().getString(ScanPlanning.SINCE));
        var read = current.scan().map(this::end).orElse("all was read before this attempt");
        var news = findings.since(since);
        var words = "%s; findings: %d new, %d opened again, %d incidents of live tokens; %d findings to be looked at"
                .formatted(read, news.added(), news.reopened(), news.incidents(), findings.unsettled(Severity.LOW));
        log.info("Run {}: {}", run, words);
        contribution.setExitStatus(new ExitStatus(
                news.added() + news.reopened() == 0 ? ExitStatus.COMPLETED.getExitCode() : WITH_TROUBLE, words));
        return RepeatStatus.FINISHED;
    }

    private String end(SinceLastScan scan) {
        var unchanged = scan.standing().unchanged();
        var summary = scan.end();
        current.end(summary);
        return "%d files read on (%d bytes searched), nothing new in %d, %d not read"
                .formatted(summary.files(), summary.bytes(), unchanged, summary.notRead());
    }
}
