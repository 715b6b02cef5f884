package dev.aviary.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The default database: copying is copying its file. */
final class H2Trials implements Trials {

    private final AtomicInteger number = new AtomicInteger();
    private final Path root = Homes.root("h2");
    private final Trial before = new Trial(Homes.make(root.resolve("before")), null);

    @Override
    public Trial before() {
        return before;
    }

    @Override
    public Trial copy() {
        var home = Homes.copyKey(before.home(), root.resolve("trial" + number.incrementAndGet()));
        try {
            Files.copy(before.home().resolve("aviary.mv.db"), home.resolve("aviary.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Trial(home, null);
    }

    @Override
    public void drop(Trial trial) {
        Homes.delete(trial.home());
    }
}
