package dev.aviary.sync;

import dev.aviary.jobs.RunLeases;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.Connections;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * Which connections the run reads, in which order, and what that will cost. Those that waited longest come first. Whether Finch has anything new is
 * asked per connection by the worker, because {@code /introspect} costs no product budget.
 */
@Component
class SyncPlan implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(SyncPlan.class);

    /** Introspection, company, directory, individuals, employments, payments, and a batch of statements or two. */
    private static final int FIRST_READING = 8;

    private static final Comparator<Connection> LONGEST_WAITING_FIRST = Comparator.comparing((Connection connection) ->
                    connection.lastSuccess() == null ? Instant.MIN : connection.lastSuccess())
            .thenComparing(connection -> connection.id().value());

    private final Connections connections;
    private final SyncTasks tasks;
    private final RunLeases leases;

    SyncPlan(Connections connections, SyncTasks tasks, RunLeases leases) {
        this.connections = connections;
        this.tasks = tasks;
        this.leases = leases;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        var execution = contribution.getStepExecution().getJobExecution();
        var lease = leases.of(execution);
        if (tasks.isPlanned(lease.run())) {
            // Killed between the plan's commit and Spring Batch's own note of it.
            return RepeatStatus.FINISHED;
        }
        var full = "true".equals(execution.getJobParameters().getString(NightlySyncJob.FULL));
        var chosen = chosen(context.getStepContext().getJobParameters());
        for (int position = 0; position < chosen.size(); position++) {
            tasks.plan(planned(chosen.get(position), position, lease.run(), lease.fence(), full));
        }
        log.info("Run {} plans {} connections", lease.run(), chosen.size());
        return RepeatStatus.FINISHED;
    }

    private List<Connection> chosen(Map<String, Object> parameters) {
        return connections.all().stream()
                .filter(connection -> isAsked(
                        parameters.get(NightlySyncJob.TENANT),
                        connection.tenant().toString()))
                .filter(connection -> isAsked(
                        parameters.get(NightlySyncJob.CONNECTION),
                        connection.id().value()))
                .sorted(LONGEST_WAITING_FIRST)
                .toList();
    }

    private static boolean isAsked(@org.jspecify.annotations.Nullable Object wanted, String given) {
        return wanted == null || Objects.equals(wanted, given);
    }

    private PlannedTask planned(Connection connection, int position, long run, long fence, boolean full) {
        var state = state(connection);
        var cost = state == TaskState.PLANNED ? tasks.lastCost(connection.id()).orElse(FIRST_READING) : 0;
        return new PlannedTask(
                run,
                connection.id(),
                connection.tenant(),
                position,
                cost,
                state,
                state == TaskState.PLANNED ? null : connection.state().name().toLowerCase(java.util.Locale.ROOT),
                fence,
                full);
    }

    private static TaskState state(Connection connection) {
        return switch (connection.state()) {
            case NEW, PROCESSING, CONNECTED, MISSING_PRODUCT, REAUTH, ACCOUNT_SETUP_REQUIRED, NO_PERMISSION ->
                TaskState.PLANNED;
            case TOKEN_DEAD -> TaskState.LATE;
            case DISCONNECTING, DISCONNECTED -> TaskState.SKIPPED;
        };
    }
}
