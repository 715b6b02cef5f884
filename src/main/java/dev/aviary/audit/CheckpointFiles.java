package dev.aviary.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The second place of checkpoints: a directory with a file for each, mode 0600, written once and never again. A directory that the database's host cannot
 * write to is what makes it worth having.
 */
final class CheckpointFiles {

    private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{12})\\.json");

    private static final Pattern ALARM = Pattern.compile("alarm-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json");

    private final Path directory;

    CheckpointFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    boolean exist() {
        return Files.isDirectory(directory);
    }

    /** What each file holds, by the number in its name. */
    TreeMap<Long, String> all() {
        var documents = new TreeMap<Long, String>();
        if (exist()) {
            numbers().forEach(number -> documents.put(number, read(number)));
        }
        return documents;
    }

    /** The number of the newest; 0 if there is none. */
    long newest() {
        return exist() ? numbers().stream().mapToLong(Long::longValue).max().orElse(0) : 0;
    }

    String read(long number) {
        try {
            return Files.readString(file(number), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    /** Writes a file of its own for it, forced to the disk. Does nothing if the very same is there already. */
    void keep(Checkpoint checkpoint) {
        var content = (checkpoint.certificate().document() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(directory, WrittenOnce.modes(directory, "rwx------"));
            WrittenOnce.write(file(checkpoint.number()), content);
        } catch (FileAlreadyExistsException e) {
            requireSame(checkpoint);
        } catch (IOException e) {
            throw unusable("written", e);
        }
    }

    /** Writes the alarm of this day, forced to the disk. Does nothing if it has one. */
    void keepAlarm(LocalDate day, String document) {
        try {
            Files.createDirectories(directory, WrittenOnce.modes(directory, "rwx------"));
            WrittenOnce.write(
                    directory.resolve("alarm-" + day + ".json"), (document + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            // One a day is enough.
        } catch (IOException e) {
            throw unusable("written", e);
        }
    }

    /** What each alarm holds, by the name of its file. */
    TreeMap<String, String> alarms() {
        var alarms = new TreeMap<String, String>();
        if (!exist()) {
            return alarms;
        }
        try (var files = Files.newDirectoryStream(directory, "alarm-*.json")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (ALARM.matcher(name).matches()) {
                    alarms.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unusable("read", e instanceof IOException io ? io : new IOException(e));
        }
        return alarms;
    }

    /** A file that was not there before, which only its owner can read. */
    static BufferedWriter newFile(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var channel = FileChannel.open(file, options, WrittenOnce.modes(file, "rw-------"));
        return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16);
    }

    private void requireSame(Checkpoint checkpoint) {
        if (!read(checkpoint.number()).equals(checkpoint.certificate().document() + "\n")) {
            throw new AuditBrokenException(
                    "Checkpoint " + checkpoint.number() + " in " + directory
                            + " is another than that of the database: one of the two was put back or forged; run 'aviary audit verify'");
        }
    }

    private Set<Long> numbers() {
        try (var files = Files.list(directory)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(java.util.regex.Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
        } catch (IOException e) {
            throw unusable("listed", e);
        }
    }

    private Path file(long number) {
        return directory.resolve(String.format("checkpoint-%012d.json", number));
    }

    private UncheckedIOException unusable(String what, IOException e) {
        return new UncheckedIOException(
                "Checkpoints in " + directory + " (aviary.audit.checkpoint-directory) cannot be " + what, e);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
