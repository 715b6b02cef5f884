package dev.aviary.leakscan.rules;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The nodes of one file, and what is wrong with them, each fault with file and line. */
final class YamlFile {

    private final String source;
    private final List<String> faults;

    YamlFile(String source, List<String> faults) {
        this.source = source;
        this.faults = faults;
    }

    /** A scalar with the file that it stands in, so that one file can override a part of what another says. */
    record Field(YamlFile file, Node node) {

        String place() {
            return file.place(node);
        }

        @Nullable
        String text(String name) {
            return file.text(node, name);
        }

        List<Field> items(String name) {
            return file.items(node, name);
        }

        void fault(String message) {
            file.fault(node, message);
        }
    }

    /** @return null after a fault, or if the file is empty */
    @Nullable
    Node read(Reader content) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(content);
        } catch (MarkedYAMLException e) {
            var line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            faults.add(source + line + ": is not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            faults.add(source + ": is not valid YAML");
        }
        return null;
    }

    /** @param known the fields there are; empty for any */
    Map<String, Field> fields(Node node, String what, Set<String> known) {
        var fields = new LinkedHashMap<String, Field>();
        if (!(node instanceof MappingNode mapping)) {
            fault(node, what + " must be a mapping of " + sorted(known));
            return fields;
        }
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.isEmpty() && !known.contains(key)) {
                fault(tuple.getKeyNode(), "unknown field '" + key + "' in " + what + "; known are " + sorted(known));
            } else if (fields.put(key, new Field(this, tuple.getValueNode())) != null) {
                fault(tuple.getKeyNode(), "'" + key + "' stands twice");
            }
        }
        return fields;
    }

    /** A list, or one item that stands for itself. */
    private List<Field> items(Node node, String name) {
        if (node instanceof ScalarNode) {
            return List.of(new Field(this, node));
        }
        var items = new ArrayList<Field>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(new Field(this, item)));
        } else {
            fault(node, "'" + name + "' must be a list");
        }
        return items;
    }

    private @Nullable String text(Node node, String name) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        fault(node, "'" + name + "' must be text");
        return null;
    }

    void fault(Node node, String message) {
        faults.add(place(node) + ": " + message);
    }

    String place(Node node) {
        return source + ":" + (node.getStartMark().getLine() + 1);
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }
}
