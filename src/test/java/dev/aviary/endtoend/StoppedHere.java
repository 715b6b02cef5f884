package dev.aviary.endtoend;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A sync in this process, stopped by a request as {@code jobs stop} makes it, or by the end of the service around it, in turn. */
final class StoppedHere implements Stopped {

    private static final long LONGEST = Duration.ofMillis(700).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;
    private final Simulator finch;
    private final @Nullable Trial trial;
    private @Nullable ConfigurableApplicationContext store;
    private @Nullable JobRun last;
    private int stops;

    StoppedHere(Ground ground, Simulator finch) {
        this(ground, finch, null);
    }

    private StoppedHere(Ground ground, Simulator finch, @Nullable Trial trial) {
        this.ground = ground;
        this.finch = finch;
        this.trial = trial;
    }

    @Override
    public Stopped begin(Trial on) {
        return new StoppedHere(ground, finch, on);
    }

    @Override
    public JobRun goOn(Random random, boolean again) {
        var context = store();
        var jobs = context.getBean(Jobs.class);
        var before = last;
        var work = CompletableFuture.supplyAsync(
                () -> before == null ? Ground.sync(context) : Ground.restart(context, before.run()),
                task -> new Thread(task).start());
        if (again && !endsWithin(work, (long) (random.nextDouble() * LONGEST))) {
            stop(jobs, work);
        }
        await(work);
        last = store().getBean(Jobs.class).history(1).get(0);
        return last;
    }

    @Override
    public ConfigurableApplicationContext store() {
        if (store == null || !store.isActive()) {
            store = ThisProcess.open(Objects.requireNonNull(trial), finch);
        }
        return store;
    }

    private void stop(Jobs jobs, Future<JobRun> work) {
        stops++;
        if (isByTheService()) {
            store().close();
            return;
        }
        while (!requestStop(jobs)) {
            if (endsWithin(work, 1_000_000)) {
                return;
            }
        }
    }

    /** Which costs a new context each time. */
    private boolean isByTheService() {
        return stops % 3 == 0;
    }

    private static boolean requestStop(Jobs jobs) {
        return jobs.requestStop(jobs.history(1).get(0).run());
    }

    private static boolean endsWithin(Future<JobRun> work, long nanos) {
        try {
            work.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After a run ended, its owner still looks at the history; in a context that is closed by then it cannot, and the run is none the worse. */
    private void await(Future<JobRun> work) {
        try {
            work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (store().getBean(Jobs.class).history(1).isEmpty()) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public String toString() {
        return isByTheService() ? "end of the service" : "request";
    }
}
