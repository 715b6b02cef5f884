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
 */
record Trial(Path home, @Nullable String url) {

    /** The settings of whoever works on it. */
    Map<String, String> settings(Simulator finch) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("aviary.home", home.toString());
        settings.put("aviary.finch.base-url", finch.text("base_url"));
        settings.put("aviary.finch.client-id", finch.text("client_id"));
        settings.put("aviary.finch.client-secret", finch.text("client_secret"));
        settings.put("aviary.finch.limits.enabled", "false");
        settings.put("aviary.jobs.lease", "1s");
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
