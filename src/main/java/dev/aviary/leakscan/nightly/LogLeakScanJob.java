package dev.aviary.leakscan.nightly;

import dev.aviary.audit.Acting;
import dev.aviary.jobs.JobPermission;
import dev.aviary.jobs.RunLeases;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.leakscan.reading.Readings;
import dev.aviary.leakscan.scan.InstallationSecrets;
import dev.aviary.leakscan.tables.TableTexts;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Tenants;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/** Look for what is new, read it with several readers, report. */
@Configuration(proxyBeanMethods = false)
class LogLeakScanJob {

    @Bean
    JobPermission logLeakScanPermission() {
        return new JobPermission(LogScans.JOB, Permission.HANDLE_FINDINGS);
    }

    @Bean
    CurrentScan logScans() {
        return new CurrentScan();
    }

    @Bean
    ScanPlanning scanPlanning(
            JobRepository repository,
            Readings readings,
            FindingRecorder recorder,
            TableTexts tables,
            InstallationSecrets secrets,
            Tenants tenants,
            RunLeases leases,
            CurrentScan current,
            Clock clock) {
        return new ScanPlanning(repository, readings, recorder, tables, secrets, tenants, leases, current, clock);
    }

    @Bean
    @StepScope
    Partitioner readers(@Value("#{stepExecution}") StepExecution execution) {
        var readers = new ScanParameters(execution.getJobExecution().getJobParameters()).readers();
        return gridSize -> {
            var all = new HashMap<String, ExecutionContext>();
            for (int number = 1; number <= readers; number++) {
                all.put(String.valueOf(number), new ExecutionContext());
            }
            return all;
        };
    }

    @Bean
    Job logLeakScan(
            JobRepository repository,
            PlatformTransactionManager transactions,
            ScanPlanning planning,
            Partitioner readers,
            CurrentScan current,
            Findings findings,
            RunLeases leases,
            Clock clock,
            List<JobExecutionListener> listeners) {
        var read = new StepBuilder("read", repository)
                .listener(planning)
                .partitioner(ReadStep.NAME, readers)
                .step(new ReadStep(repository, current, leases, clock))
                .taskExecutor(threads())
                .build();
        var job = new JobBuilder(LogScans.JOB, repository)
                .validator((JobParameters parameters) -> ScanParameters.check(parameters, clock));
        listeners.forEach(job::listener);
        return job.start(read)
                .next(report(repository, transactions, current, findings, leases))
                .build();
    }

    /**
     * Can be done again without harm, and is when the owner was killed between this step and the end of the run. Without a transaction: notices wait for servers.
     */
    static Step report(
            JobRepository repository,
            PlatformTransactionManager transactions,
            CurrentScan current,
            Findings findings,
            RunLeases leases) {
        return new StepBuilder("report", repository)
                .tasklet(new ScanOutcome(current, findings, leases), transactions)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build();
    }

    private static SimpleAsyncTaskExecutor threads() {
        var threads = new SimpleAsyncTaskExecutor("aviary-leak-scan-");
        threads.setDaemon(true);
        threads.setTaskDecorator(Acting::carrying);
        return threads;
    }
}
