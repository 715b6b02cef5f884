package dev.aviary.audit;

import java.util.function.Supplier;

/**
 * Who acts on the current thread. Threads that work for somebody are told so: a new thread does not inherit its maker's actor, see {@link #carrying}.
 */
public final class Acting {

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();
    private static volatile Actor byDefault = Actor.SYSTEM;

    private Acting() {}

    /** The actor of this thread, or the process's default. */
    public static Actor now() {
        var current = CURRENT.get();
        return current == null ? byDefault : current;
    }

    /** Does the work as this actor; afterwards the thread's actor is who it was before. */
    public static void as(Actor actor, Runnable work) {
        as(actor, () -> {
            work.run();
            return true;
        });
    }

    /** Does the work as this actor; afterwards the thread's actor is who it was before. */
    public static <T> T as(Actor actor, Supplier<T> work) {
        var scope = begin(actor);
        try {
            return work.get();
        } finally {
            scope.close();
        }
    }

    /** From here on this thread acts as this actor, until the scope is closed on the same thread. */
    public static Scope begin(Actor actor) {
        var before = CURRENT.get();
        CURRENT.set(actor);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** The work as whoever acts now, for another thread. */
    public static Runnable carrying(Runnable work) {
        var actor = now();
        return () -> as(actor, work);
    }

    /** Who acts in this process when a thread was told nothing: for a command line that somebody signed in to. */
    public static void byDefault(Actor actor) {
        byDefault = actor;
    }

    /** Ends with {@link #close}; the thread's actor is then who it was before. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
