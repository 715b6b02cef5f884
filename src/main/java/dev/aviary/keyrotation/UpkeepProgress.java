package dev.aviary.keyrotation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How far the run of this process is, for whoever shows it. Thread-safe. */
public final class UpkeepProgress {

    private final AtomicReference<Optional<Standing>> now = new AtomicReference<>(Optional.empty());

    UpkeepProgress() {}

    /**
     * @param tenants that are looked after
     * @param ended those of them that are done with, or failed
     * @param changed values sealed anew, keys or keysets wrapped anew
     */
    public record Standing(long tenants, long ended, long changed) {}

    /** Empty before the first run of this process has begun. */
    public Optional<Standing> now() {
        return now.get();
    }

    void begin() {
        now.set(Optional.of(new Standing(0, 0, 0)));
    }

    void tenants(long ended, long all) {
        now.updateAndGet(known -> known.map(standing -> new Standing(all, ended, standing.changed())));
    }

    void changed(long more) {
        now.updateAndGet(known ->
                known.map(standing -> new Standing(standing.tenants(), standing.ended(), standing.changed() + more)));
    }
}
