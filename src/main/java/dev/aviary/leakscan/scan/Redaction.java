package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.source.Limits;
import dev.aviary.leakscan.source.SourceReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rewrites a file with its secrets masked: into a new file beside it, which takes its place at once and as a whole. The new file is searched as well, and
 * what comes to light only then is masked, too.
 */
public final class Redaction {

    private static final int MOST_PASSES = 5;
    private static final int MOST_ROUNDS = 5;
    private static final String WRITTEN_TO = "is being written to; stop the writer first";

    private final LeakScan scan;
    private final Path file;
    private final BasicFileAttributes before;
    private final List<Masked> masked = new ArrayList<>();
    private boolean someCameLate;
    private long leftOut;

    private Redaction(LeakScan scan, Path file) throws IOException {
        this.scan = scan;
        this.file = file;
        this.before = Files.readAttributes(file, BasicFileAttributes.class);
    }

    /**
     * What was masked, never what stood there.
     *
     * @param pass 1 for what the file had; 2 and more for what came to light when that was masked, with places as of then
     * @param offset in bytes
     * @param length in bytes
     */
    public record Masked(int pass, long offset, long length, String rule) {}

    /**
     * What became of a file.
     *
     * @param masked empty if there was nothing to mask, and the file is as it was
     * @param leftOut bytes that were searched as they stand, not decoded or with fewer patterns, and so may hold secrets yet
     */
    public record Redacted(List<Masked> masked, long leftOut) {

        public Redacted {
            masked = List.copyOf(masked);
        }
    }

    /** Whether it is a file, and no archive. One that cannot be read may be one. */
    public static boolean isPlainFile(String named) {
        try {
            var file = Path.of(named);
            return Files.isRegularFile(file) && !(Files.isReadable(file) && SourceReader.isPacked(file));
        } catch (InvalidPathException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Masks whatever the scan finds, of any severity, and adds what was masked to a record beside the file, {@code NAME.masked.jsonl}.
     *
     * @param named a link is followed
     * @throws RedactionRefusedException saying why the file was left as it was, or what was written to it meanwhile
     * @throws IOException the same, by trouble with the file system
     */
    public static Redacted mask(LeakScan scan, Path named) throws IOException {
        var file = named.toRealPath();
        if (!Files.isRegularFile(file) || SourceReader.isPacked(file)) {
            throw new RedactionRefusedException("is no plain file; unpack it first");
        }
        if (ReplacedFile.names(file) > 1) {
            throw new RedactionRefusedException("has other names (hard links), which would keep the secrets");
        }
        var masked = new ArrayList<Masked>();
        for (var round = 1; round <= MOST_ROUNDS; round++) {
            var redaction = new Redaction(scan, file);
            redaction.mask(round);
            masked.addAll(redaction.masked);
            if (!redaction.someCameLate) {
                return new Redacted(masked, redaction.leftOut);
            }
        }
        throw new RedactionRefusedException(new RedactionRefusedException(WRITTEN_TO));
    }

    private void mask(int round) throws IOException {
        try {
            mask();
        } catch (RedactionRefusedException e) {
            throw round == 1 ? e : new RedactionRefusedException(e);
        }
    }

    private void mask() throws IOException {
        var from = file;
        try (var old = FileChannel.open(file, StandardOpenOption.READ)) {
            for (var pass = 1; ; pass++) {
                var found = found(from);
                if (found.isEmpty()) {
                    break;
                }
                if (pass > MOST_PASSES) {
                    throw new RedactionRefusedException("has secrets that come to light again and again; delete it");
                }
                var to = ReplacedFile.beside(file);
                copy(from, to, found);
                record(pass, found);
                discard(from);
                from = to;
            }
            if (!from.equals(file)) {
                requireUnchanged();
                var record = new RedactionRecord(file, scan.now());
                record.add(masked);
                ReplacedFile.replace(file, from);
                record.end(masked.size());
                keepLate(old);
            }
        } finally {
            discard(from);
        }
    }

    private void discard(Path copy) throws IOException {
        if (!copy.equals(file)) {
            Files.deleteIfExists(copy);
        }
    }

    private List<SecretPlaces.Place> found(Path from) throws IOException {
        var places = new SecretPlaces(scan.detectors(file.toString()));
        new SourceReader(places, Limits.USUAL).read(from);
        leftOut = places.leftOut();
        return places.places();
    }

    private void record(int pass, List<SecretPlaces.Place> found) {
        found.forEach(place -> masked.add(new Masked(pass, place.from(), place.to() - place.from(), place.rule())));
    }

    private static void copy(Path from, Path to, List<SecretPlaces.Place> found) throws IOException {
        try (var in = Files.newInputStream(from);
                var channel = FileChannel.open(to, StandardOpenOption.WRITE);
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            long at = 0;
            for (var place : found) {
                copy(in, out, place.from() - at);
                in.skipNBytes(place.to() - place.from());
                out.write(place.mask().bytes(place.to() - place.from()));
                at = place.to();
            }
            in.transferTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        var buffer = new byte[1 << 16];
        for (var left = length; left > 0; ) {
            var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new RedactionRefusedException("became shorter meanwhile");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** Nor is it another file by now. */
    private void requireUnchanged() throws IOException {
        var now = Files.readAttributes(file, BasicFileAttributes.class);
        if (now.size() != before.size()
                || !now.lastModifiedTime().equals(before.lastModifiedTime())
                || !Objects.equals(now.fileKey(), before.fileKey())) {
            throw new RedactionRefusedException(WRITTEN_TO);
        }
    }

    /** What somebody wrote into the old file between the last look at it and its end goes behind what the new one has, and is masked in another round. */
    private void keepLate(FileChannel old) throws IOException {
        try (var added = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var at = before.size();
            while (old.size() > at) {
                at += old.transferTo(at, old.size() - at, added);
                someCameLate = true;
            }
            added.force(true);
        }
    }
}
