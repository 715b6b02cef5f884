package dev.aviary.jobs;

import java.io.Reader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one job file into a definition, or into the list of everything that is wrong with it, each with its line. */
final class JobFile {

    private static final Set<String> TOP = Set.of("job", "description", "enabled", "schedule", "at-once", "parameters");
    private static final Set<String> SCHEDULE = Set.of("cron", "zone", "misfire");
    private static final int MOST_AT_ONCE = 100;

    private final String source;
    private final List<String> faults = new ArrayList<>();

    private JobFile(String source) {
        this.source = source;
    }

    /** @param faults gets what is wrong; then the result is empty */
    static Optional<JobDefinition> read(String source, Reader content, List<String> faults) {
        var file = new JobFile(source);
        var definition = file.parse(content);
        faults.addAll(file.faults);
        return file.faults.isEmpty() ? Optional.ofNullable(definition) : Optional.empty();
    }

    private @Nullable JobDefinition parse(Reader content) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            var root = new Yaml(new SafeConstructor(options)).compose(content);
            return root == null ? fault(1, "is empty; it needs at least 'job' and 'schedule'") : definition(root);
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            return fault(line, "is not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return fault(
                    1,
                    "is not valid YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
        }
    }

    private @Nullable JobDefinition definition(Node root) {
        var fields = fields(root, "a job file", TOP);
        var schedule = fields.get("schedule");
        var when = schedule == null ? Map.<String, Node>of() : fields(schedule, "schedule", SCHEDULE);
        var name = text(fields.get("job"), "job", root, null);
        var cron = text(when.get("cron"), "schedule.cron", schedule == null ? root : schedule, null);
        var zone = zone(when.get("zone"), schedule == null ? root : schedule);
        var definition = new Parts(
                name,
                text(fields.get("description"), "description", root, ""),
                flag(fields.get("enabled")),
                schedule(cron, zone, when.get("cron")),
                misfire(when.get("misfire")),
                atOnce(fields.get("at-once")),
                parameters(fields.get("parameters")));
        return faults.isEmpty() ? definition.complete(source) : null;
    }

    /** The parts as far as they could be read; complete once there is no fault. */
    private record Parts(
            @Nullable String name,
            @Nullable String description,
            boolean enabled,
            @Nullable Schedule schedule,
            Misfire misfire,
            int atOnce,
            Map<String, String> parameters) {

        @Nullable
        JobDefinition complete(String source) {
            if (name == null || description == null || schedule == null) {
                return null;
            }
            return new JobDefinition(name, description, enabled, schedule, misfire, atOnce, parameters, source);
        }
    }

    private Map<String, Node> fields(Node node, String what, Set<String> known) {
        var fields = new LinkedHashMap<String, Node>();
        if (!(node instanceof MappingNode mapping)) {
            fault(line(node), what + " must be a mapping of " + sorted(known));
            return fields;
        }
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (fields.put(key, tuple.getValueNode()) != null) {
                fault(line(tuple.getKeyNode()), "'" + key + "' stands twice");
            }
            if (!known.isEmpty() && !known.contains(key)) {
                fault(
                        line(tuple.getKeyNode()),
                        "unknown field '" + key + "' in " + what + "; known are " + sorted(known));
            }
        }
        return fields;
    }

    private @Nullable String text(@Nullable Node node, String field, Node parent, @Nullable String otherwise) {
        if (node == null) {
            return otherwise != null ? otherwise : fault(line(parent), "'" + field + "' is missing");
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        return fault(line(node), "'" + field + "' must be text");
    }

    private boolean flag(@Nullable Node node) {
        if (node == null) {
            return true;
        }
        var value = node instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (!value.equals("true") && !value.equals("false")) {
            fault(line(node), "'enabled' is '" + value + "'; it must be true or false");
        }
        return value.equals("true");
    }

    private @Nullable ZoneId zone(@Nullable Node node, Node parent) {
        if (!(node instanceof ScalarNode scalar)) {
            return node == null
                    ? fault(
                            line(parent),
                            "'schedule.zone' is missing; name the time zone, for example Europe/Berlin or UTC")
                    : fault(line(node), "'schedule.zone' must be text");
        }
        try {
            return ZoneId.of(scalar.getValue());
        } catch (DateTimeException e) {
            return fault(
                    line(node),
                    "'" + scalar.getValue() + "' is no time zone; use an IANA name, for example Europe/Berlin or UTC");
        }
    }

    private @Nullable Schedule schedule(@Nullable String cron, @Nullable ZoneId zone, @Nullable Node node) {
        if (cron == null || node == null) {
            return null;
        }
        try {
            var schedule = new Schedule(cron, zone == null ? ZoneId.of("UTC") : zone);
            return zone == null ? null : schedule;
        } catch (IllegalArgumentException e) {
            return fault(
                    line(node),
                    "'" + cron + "' is no cron expression (" + e.getMessage()
                            + "); six fields are second minute hour day-of-month month day-of-week, for example \"0 30 2 * * *\"");
        }
    }

    private Misfire misfire(@Nullable Node node) {
        var value = node instanceof ScalarNode scalar ? scalar.getValue() : node == null ? "run-once" : "?";
        try {
            return Misfire.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            fault(line(node), "'misfire' is '" + value + "'; it must be run-once or skip");
            return Misfire.RUN_ONCE;
        }
    }

    private int atOnce(@Nullable Node node) {
        if (node == null) {
            return 1;
        }
        var value = node instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (value.matches("[0-9]{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MOST_AT_ONCE) {
            return Integer.parseInt(value);
        }
        fault(line(node), "'at-once' is '" + value + "'; it must be a whole number from 1 to " + MOST_AT_ONCE);
        return 1;
    }

    private Map<String, String> parameters(@Nullable Node node) {
        var parameters = new LinkedHashMap<String, String>();
        if (node != null) {
            fields(node, "parameters", Set.of()).forEach((name, value) -> {
                var text = text(value, "parameters." + name, value, null);
                if (text != null) {
                    parameters.put(name, text);
                }
            });
        }
        return parameters;
    }

    private <T> @Nullable T fault(int line, String message) {
        faults.add(source + ":" + line + ": " + message);
        return null;
    }

    private static int line(@Nullable Node node) {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }
}
