package dev.aviary.leakscan.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was masked in a file, beside it, for its owner alone: JSON lines that are added to, never with what stood there. The line of the type {@code redacted} comes once the file is replaced.
 */
final class RedactionRecord {

    static final String ENDING = ".masked.jsonl";

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Set<OpenOption> ADDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private static final Set<PosixFilePermission> FOR_ITS_OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final Instant at;

    /** @param file that is masked */
    RedactionRecord(Path file, Instant at) {
        this.path = file.resolveSibling(file.getFileName() + ENDING);
        this.at = at;
    }

    void add(List<Redaction.Masked> masked) throws IOException {
        write(masked.stream().map(this::line));
    }

    /** The file was replaced. If that cannot be written down, the places are in the record all the same. */
    void end(int masked) {
        var fields = begun("redacted");
        fields.put("masked", masked);
        try {
            write(Stream.of(fields));
        } catch (IOException e) {
            // Nothing is left to be undone, and whoever looks at the file sees it.
        }
    }

    private Map<String, Object> line(Redaction.Masked masked) {
        var fields = begun("masked");
        fields.put("pass", masked.pass());
        fields.put("offset", masked.offset());
        fields.put("length", masked.length());
        fields.put("rule", masked.rule());
        return fields;
    }

    private Map<String, Object> begun(String type) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", type);
        fields.put("at", at.toString());
        return fields;
    }

    private void write(Stream<Map<String, Object>> lines) throws IOException {
        requirePlain();
        var text = lines.map(MAPPER::writeValueAsString).collect(Collectors.joining("\n", "", "\n"));
        try (var channel = FileChannel.open(path, ADDING, forItsOwner())) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw refused();
        }
    }

    /** One that is there keeps neither another mode nor a reader that could be waited for. */
    private void requirePlain() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw refused();
            }
            if (hasModes()) {
                Files.setPosixFilePermissions(path, FOR_ITS_OWNER);
            }
        }
    }

    private RedactionRefusedException refused() {
        return new RedactionRefusedException("has a record of what was masked that cannot be written: " + ENDING);
    }

    private FileAttribute<?>[] forItsOwner() {
        return hasModes()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOR_ITS_OWNER)}
                : new FileAttribute<?>[0];
    }

    private boolean hasModes() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
