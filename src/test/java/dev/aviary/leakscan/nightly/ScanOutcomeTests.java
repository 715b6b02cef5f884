package dev.aviary.leakscan.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.RunLease;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.leakscan.reading.Ownership;
import dev.aviary.leakscan.reading.ReadingPlan;
import dev.aviary.leakscan.reading.Readings;
import dev.aviary.leakscan.scan.LeakScan;
import dev.aviary.leakscan.scan.SinceLastScan;
import dev.aviary.leakscan.source.Unread;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ScanOutcomeTests {

    /** Notices are sent then: servers may take long to answer, and locks must not wait for them. */
    @Test
    void endsTheScanOutsideOfATransaction() throws Exception {
        var current = new CurrentScan();
        var inTransaction = new ArrayList<Boolean>();
        current.begin(SinceLastScan.plan(
                LeakScan.of(Clock.systemUTC(), List.of()),
                new NothingToRead(),
                new FindingRecorder() {
                    @Override
                    public Recorded record(Seen seen, Runnable alongside) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void end() {
                        inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
                    }
                },
                new Ownership(1, 1),
                List.of(),
                List.of(),
                current.report(""),
                Clock.systemUTC()));
        var repository = new ResourcelessJobRepository();
        var instance = repository.createJobInstance(LogScans.JOB, new JobParameters());
        var run = repository.createJobExecution(instance, new JobParameters(), new ExecutionContext());
        run.getExecutionContext().putString(ScanPlanning.SINCE, "2026-11-27T01:00:00Z");
        var execution = repository.createStepExecution("report", run);

        LogLeakScanJob.report(repository, new ResourcelessTransactionManager(), current, none(), ignored -> lease())
                .execute(execution);

        assertThat(execution.getFailureExceptions()).isEmpty();
        assertThat(inTransaction).containsExactly(false);
    }

    private static RunLease lease() {
        return new RunLease() {
            @Override
            public long run() {
                return 1;
            }

            @Override
            public long fence() {
                return 1;
            }

            @Override
            public boolean mustStop() {
                return false;
            }
        };
    }

    private static Findings none() {
        return (Findings) Proxy.newProxyInstance(
                Findings.class.getClassLoader(),
                new Class<?>[] {Findings.class},
                (proxy, method, arguments) -> method.getName().equals("since") ? Recorded.NOTHING : (Object) 0L);
    }

    private static final class NothingToRead implements Readings {

        @Override
        public void adopt(Ownership owner) {
            // Nothing is kept.
        }

        @Override
        public void require(Ownership owner) {
            // Nothing is kept.
        }

        @Override
        public ReadingPlan plan(Ownership owner, Collection<Path> files, Consumer<Unread> unread) {
            return new ReadingPlan(List.of(), 0);
        }
    }
}
