package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.source.Limits;
import dev.aviary.leakscan.source.SourceReader;
import dev.aviary.leakscan.source.Unread;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells texts by what stands in them. First those in the same file, whatever its name is now; then those that are where they were; then what is left: a log that
 * was copied or moved from another file system. What stands in a packed file that is as it was is taken by that, and by no copy of it. Logs may begin alike and say the same for long, so the order counts. A copy beside the text that it is a copy of is a
 * text of its own.
 */
final class KnownReadings implements Readings {

    /** How long a text that nobody meets is remembered. */
    static final Duration UNMET = Duration.ofDays(90);

    private final ReadingTools tools;

    KnownReadings(ReadingTools tools) {
        this.tools = tools;
    }

    @Override
    public void adopt(Ownership owner) {
        tools.transaction().executeWithoutResult(status -> tools.rows().adopt(owner));
    }

    @Override
    public void require(Ownership owner) {
        tools.rows().require(owner);
    }

    @Override
    public ReadingPlan plan(Ownership owner, Collection<Path> files, Consumer<Unread> unread) {
        var known = new KnownTexts(tools.codes(), tools.rows().all());
        var looks = new ArrayList<Look>();
        for (var file : files) {
            look(file, unread).ifPresent(looks::add);
        }
        recogniseAll(
                looks, known, look -> (text, place) -> text.whole() == null && Arrays.equals(text.file(), look.key));
        recogniseAll(looks, known, look -> this::isWhereItWas);
        recogniseAll(looks, known, look -> (text, place) -> !isElsewhere(text, known));
        remember(owner, looks);
        var toRead = looks.stream()
                .filter(Look::hasNews)
                .map(look -> (FileReading) new KnownFileReading(owner, look, known, tools))
                .sorted(Comparator.comparingLong(FileReading::bytes).reversed())
                .toList();
        return new ReadingPlan(toRead, looks.size() - toRead.size());
    }

    private void recogniseAll(
            List<Look> looks, KnownTexts known, Function<Look, BiPredicate<ReadText, String>> eligible) {
        looks.stream()
                .filter(look -> look.text.isEmpty())
                .sorted(Comparator.comparing((Look look) -> !look.packed))
                .forEach(look -> recognise(look, known, eligible.apply(look)));
    }

    private boolean isWhereItWas(ReadText text, String place) {
        return Arrays.equals(text.place(), tools.codes().ofPlace(place));
    }

    /** Whether the file in which it was met first, and last, still has it, though nobody asked for that file. */
    private boolean isElsewhere(ReadText text, KnownTexts known) {
        try {
            var file = Path.of(text.source());
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    && Arrays.equals(text.file(), tools.codes().ofFile(String.valueOf(attributes.fileKey())))
                    && known.isTail(text, before(file, text.position().position()));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static byte[] before(Path file, long position) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var before = ByteBuffer.allocate((int) Math.min(position, ContentCodes.LENGTH));
            channel.read(before, position - before.capacity());
            return Arrays.copyOf(before.array(), before.position());
        }
    }

    private Optional<Look> look(Path file, Consumer<Unread> unread) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Look(
                    file,
                    tools.codes().ofFile(String.valueOf(attributes.fileKey())),
                    attributes.size(),
                    SourceReader.isPacked(file),
                    SourceReader.isTar(file)));
        } catch (IOException e) {
            unread.accept(new Unread(file.toString(), SourceReader.why(e)));
            return Optional.empty();
        }
    }

    /** Packed files are told by their packed bytes here. */
    private void recognise(Look look, KnownTexts known, BiPredicate<ReadText, String> eligible) {
        BiPredicate<ReadText, String> whole =
                (text, place) -> !look.packed || text.position().seen() == look.size && isReadAsFarAsCanBe(text);
        try (var in = Files.newInputStream(look.file)) {
            look.text = look.tar
                    ? recognisedTar(look, in, known, whole.and(eligible))
                    : recognised(look, in, known, whole.and(eligible));
            look.text.filter(ReadText::packed).ifPresent(known::claimTextsOf);
        } catch (IOException e) {
            // Whoever reads it will be told.
        }
    }

    private static Optional<ReadText> recognised(
            Look look, InputStream in, KnownTexts known, BiPredicate<ReadText, String> eligible) throws IOException {
        var recognition = new Recognition(known, look.packed, eligible);
        recognition.read(look.file.toString(), in);
        return recognition.next(look.file.toString());
    }

    /** It has no sum of what is in it, and is filled up with zeroes to a length that many have: all of it counts. */
    private Optional<ReadText> recognisedTar(
            Look look, InputStream in, KnownTexts known, BiPredicate<ReadText, String> eligible) throws IOException {
        var like = known.beginning(in.readNBytes(ContentCodes.LENGTH), true).stream()
                .filter(text -> eligible.test(text, look.file.toString()))
                .toList();
        if (like.isEmpty()) {
            return Optional.empty();
        }
        var all = look.all(tools.codes());
        return like.stream()
                .filter(text -> Arrays.equals(text.tail(), all))
                .filter(known::claim)
                .findFirst();
    }

    private static boolean isReadAsFarAsCanBe(ReadText packed) {
        return packed.leftOut() == null || packed.leftOut().equals(Limits.USUAL.code());
    }

    private void remember(Ownership owner, List<Look> looks) {
        tools.transaction().executeWithoutResult(status -> {
            tools.rows().require(owner);
            var now = tools.clock().instant();
            for (var look : looks) {
                look.text.ifPresent(text -> {
                    var here = text.at(tools.codes().ofPlace(look.file.toString()), look.key);
                    tools.rows().met(here, now);
                    look.text = Optional.of(here);
                });
            }
            tools.rows().forget(now, UNMET);
        });
    }

    /** A file, and the text that it is if that is known. */
    static final class Look {

        final Path file;
        final byte[] key;
        final long size;
        final boolean packed;
        final boolean tar;
        Optional<ReadText> text = Optional.empty();
        private byte @Nullable [] all;

        Look(Path file, byte[] key, long size, boolean packed, boolean tar) {
            this.file = file;
            this.key = key;
            this.size = size;
            this.packed = packed;
            this.tar = tar;
        }

        /** Code of all bytes, as they were when it was asked for first: before they are read, so that what changes meanwhile is read by the next scan. */
        byte[] all(ContentCodes codes) throws IOException {
            if (all == null) {
                try (var in = Files.newInputStream(file)) {
                    all = codes.ofAll(in, size);
                }
            }
            return all;
        }

        boolean hasNews() {
            return bytes() > 0;
        }

        long bytes() {
            return size - text.map(known -> known.position().position()).orElse(0L);
        }
    }
}
