package dev.aviary.endtoend;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One store of one trial, not shared with any other.
 *
 * @param home {@code aviary.home}: the key, and H2's file
 * @param url null for the default, an H2 file below {@code home}
 * @param lease how long who works on it may be silent
 */
record Trial(Path home, @Nullable String url, String lease) {

    /** For a quick take-over. */
    Trial(Path home, @Nullable String url) {
        this(home, url, "1s");
    }

    /** For an owner who must not lose the run on a slow machine. */
    Trial withLongLease() {
        return new Trial(home, url, "4s");
    }

    /** The settings of whoever works on it. */
    Map<String, String> settings(Simulator finch) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("aviary.home", home.toString());
        settings.put("aviary.finch.base-url", finch.text("base_url"));
        settings.put("aviary.finch.client-id", finch.text("client_id"));
        settings.put("aviary.finch.client-secret", finch.text("client_secret"));
        settings.put("aviary.finch.limits.enabled", "false");
        settings.put("aviary.jobs.lease", lease);
        settings.put("aviary.sync.directory-page", "10");
        settings.put("aviary.sync.batch", "10");
        // What tells how far it is.
        settings.put("logging.level.org.springframework.batch", "INFO");
        settings.put("logging.level.org.springframework.batch.core.step.AbstractStep", "INFO");
        if (url != null) {
            settings.put("spring.datasource.url", url);
        }
        return settings;
    }
}
