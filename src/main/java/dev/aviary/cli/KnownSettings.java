package dev.aviary.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.databind.json.JsonMapper;

/** The settings of Aviary, from the metadata that the build makes of them. */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String PREFIX = "aviary.";
    private static final Map<String, Setting> BY_NAME = read();

    private KnownSettings() {}

    /**
     * One setting.
     *
     * @param name as it is documented
     * @param group the record it is bound to, or one nested in that; null if it is bound to none
     */
    record Setting(String name, @Nullable Class<?> group) {

        /** Its name within the group. */
        String component() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    static Collection<Setting> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** Those that are bound as a whole, each with what its settings' names begin with. */
    static Map<String, Class<?>> groups() {
        var groups = new TreeMap<String, Class<?>>();
        for (var setting : all()) {
            var bound = setting.group() == null ? null : setting.group().getAnnotation(ConfigurationProperties.class);
            if (bound != null) {
                groups.put(bound.value(), setting.group());
            }
        }
        return groups;
    }

    /** Libraries bring lists of theirs; ours is all in one and among the first, and to read the others takes longer than many a command. */
    private static Map<String, Setting> read() {
        try {
            var lists = KnownSettings.class.getClassLoader().getResources(METADATA);
            while (lists.hasMoreElements()) {
                var settings = ours(lists.nextElement());
                if (!settings.isEmpty()) {
                    return settings;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own list of settings cannot be read", e);
        }
        return Map.of();
    }

    private static Map<String, Setting> ours(URL list) throws IOException {
        var settings = new TreeMap<String, Setting>();
        try (var in = list.openStream()) {
            for (var property : JsonMapper.shared().readTree(in).path("properties")) {
                var name = property.path("name").asString();
                if (name.startsWith(PREFIX)) {
                    settings.put(
                            name,
                            new Setting(name, type(property.path("sourceType").asString(""))));
                }
            }
        }
        return settings;
    }

    private static @Nullable Class<?> type(String name) {
        try {
            return name.isEmpty() ? null : Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The program's own list of settings names a class that is not there", e);
        }
    }
}
