package dev.aviary.sync;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Remote calls that a stop need not wait for: a call may take Finch's six minutes, and interrupting its thread could close H2's file. The call runs on
 * a thread of its own; a worker that has to stop walks away from it, and what it brings later is dropped: writes carry the fence, so a late one fails.
 */
@Component
class AbandonableCalls implements DisposableBean {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final SimpleAsyncTaskExecutor threads = WorkThreads.named("aviary-call-");

    /** @throws StopRequestedException if the run has to stop before the call has ended */
    <T> T await(Supplier<T> call, BooleanSupplier mustStop) {
        if (mustStop.getAsBoolean()) {
            throw new StopRequestedException();
        }
        var result = threads.submit(call::get);
        while (true) {
            try {
                return result.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (mustStop.getAsBoolean()) {
                    throw new StopRequestedException();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StopRequestedException();
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    @Override
    public void destroy() {
        threads.close();
    }
}
