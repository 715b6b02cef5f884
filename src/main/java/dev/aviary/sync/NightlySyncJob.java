package dev.aviary.sync;

import dev.aviary.jobs.JobPermission;
import dev.aviary.jobs.RunLeases;
import dev.aviary.operators.Permission;
import dev.aviary.vault.TokenUses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParametersValidator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The night: plan, pull, reconcile, report. */
@Configuration(proxyBeanMethods = false)
class NightlySyncJob {

    static final String NAME = "nightly-sync";
    static final String TENANT = "tenant";
    static final String CONNECTION = "connection";
    static final String FULL = "full";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    NightlySyncJob(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Bean
    JobPermission nightlySyncPermission() {
        return new JobPermission(NAME, Permission.RUN_JOBS);
    }

    @Bean
    Step plan(SyncPlan plan) {
        return new StepBuilder("plan", repository).tasklet(plan, transactions).build();
    }

    @Bean
    Step pull(
            Partitioner workers,
            Adoption adoption,
            SyncTasks tasks,
            ConnectionSync connections,
            TokenUses uses,
            RunLeases leases) {
        return new StepBuilder("pull", repository)
                .listener(adoption)
                .partitioner(PullStep.NAME, workers)
                .step(new PullStep(repository, tasks, connections, uses, leases))
                .taskExecutor(WorkThreads.named("aviary-pull-"))
                .build();
    }

    /** As many workers as connections are worked on at the same time; which connection a worker takes is decided when it is free. */
    @Bean
    @StepScope
    Partitioner workers(@Value("#{jobParameters['at-once']}") Long atOnce) {
        return gridSize -> {
            var workers = new HashMap<String, ExecutionContext>();
            for (int number = 1; number <= atOnce; number++) {
                workers.put(String.valueOf(number), new ExecutionContext());
            }
            return workers;
        };
    }

    @Bean
    Step reconcile(Adoption adoption, Reconciliation reconciliation) {
        return new StepBuilder("reconcile", repository)
                .listener(adoption)
                .tasklet(reconciliation, transactions)
                .build();
    }

    /**
     * Can be done again without harm, and is when the owner was killed between this step and the end of the run, which had no outcome otherwise.
     */
    @Bean
    Step report(SyncReport report) {
        return new StepBuilder("report", repository)
                .tasklet(report, transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Job nightlySync(Step plan, Step pull, Step reconcile, Step report, List<JobExecutionListener> listeners) {
        var job = new JobBuilder(NAME, repository).validator(parameters());
        listeners.forEach(job::listener);
        return job.start(plan).next(pull).next(reconcile).next(report).build();
    }

    private static JobParametersValidator parameters() {
        var known = Set.of("occasion", "at-once", TENANT, CONNECTION, FULL);
        return parameters -> {
            if (parameters == null) {
                throw new InvalidJobParametersException("parameters are missing");
            }
            var given = new HashMap<String, Object>();
            parameters.forEach(parameter -> given.put(parameter.name(), parameter.value()));
            check(known, given);
        };
    }

    private static void check(Set<String> known, Map<String, Object> given) throws InvalidJobParametersException {
        for (var name : given.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidJobParametersException(
                        "unknown parameter '" + name + "'; known are " + CONNECTION + ", " + FULL + ", " + TENANT);
            }
        }
        var full = given.getOrDefault(FULL, "false");
        if (!full.equals("true") && !full.equals("false")) {
            throw new InvalidJobParametersException("'" + FULL + "' is '" + full + "'; it must be true or false");
        }
    }
}
