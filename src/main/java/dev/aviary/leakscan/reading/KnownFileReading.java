package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.source.Limits;
import dev.aviary.leakscan.source.ReadingPosition;
import dev.aviary.leakscan.source.SourceReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one file on from where its texts were known to be read to. */
final class KnownFileReading implements FileReading {

    private final Ownership owner;
    private final KnownReadings.Look look;
    private final KnownTexts known;
    private final ReadingTools tools;

    /** Of the packed file, if it is one. */
    private final UUID whole;

    private @Nullable Recognition members;
    private @Nullable ReadText text;
    private UUID id;
    private byte[] place = {};
    private String source = "";
    private byte[] head = {};

    KnownFileReading(Ownership owner, KnownReadings.Look look, KnownTexts known, ReadingTools tools) {
        this.owner = owner;
        this.look = look;
        this.known = known;
        this.tools = tools;
        this.whole = tools.ids().get();
        this.id = whole;
    }

    @Override
    public Path file() {
        return look.file;
    }

    @Override
    public long bytes() {
        return look.bytes();
    }

    @Override
    public void open() {
        if (look.packed) {
            codeAllOfTar();
            members = new Recognition(known, false, (text, at) -> true);
            new SourceReader(members, ignored -> {}, Limits.USUAL).read(look.file);
        }
    }

    private void codeAllOfTar() {
        try {
            if (look.tar) {
                look.all(tools.codes());
            }
        } catch (IOException e) {
            // Whoever reads it will be told.
        }
    }

    @Override
    public ReadingPosition begin(String newPlace, String newSource) {
        var recognised = recognised(newPlace);
        place = tools.codes().ofPlace(newPlace);
        id = recognised.map(ReadText::id).orElseGet(tools.ids());
        source = recognised.map(ReadText::source).orElseGet(() -> ending(newSource));
        text = recognised.orElse(null);
        head = new byte[0];
        return recognised.map(ReadText::position).orElse(ReadingPosition.BEGINNING);
    }

    /** Of a path, the end tells most. */
    private static String ending(String source) {
        int from = Math.max(0, source.length() - ReadText.LONGEST_SOURCE);
        return source.substring(from > 0 && Character.isLowSurrogate(source.charAt(from)) ? from + 1 : from);
    }

    private Optional<ReadText> recognised(String at) {
        return members != null ? members.next(at) : look.text;
    }

    @Override
    public boolean isNewName() {
        return text == null || !Arrays.equals(text.place(), place);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean follows(Block block) {
        if (block.position() == 0) {
            head = Arrays.copyOfRange(
                    block.bytes(), block.from(), Math.min(block.to(), block.from() + ContentCodes.LENGTH));
        }
        return text == null
                || block.at(block.fresh()) != text.position().position()
                || known.isTail(text, Arrays.copyOfRange(block.bytes(), block.from(), block.fresh()));
    }

    @Override
    public void keep(Block block, ReadingPosition reached) {
        if (reached.position() > 0) {
            tools.rows().require(owner);
            tools.rows().keep(read(block, reached), tools.clock().instant());
        }
    }

    private ReadText read(Block block, ReadingPosition reached) {
        int to = (int) (reached.position() - block.position()) + block.from();
        var tail = tools.codes().ofTail(block.bytes(), Math.max(block.from(), to - ContentCodes.LENGTH), to);
        int begins = ContentCodes.headLength(Math.min(reached.position(), head.length));
        var isKnown = text != null && text.headLength() >= begins;
        return new ReadText(
                id,
                place,
                look.key,
                source,
                false,
                look.packed ? whole : null,
                null,
                isKnown ? text.headLength() : begins,
                isKnown ? text.head() : tools.codes().ofHead(head, begins),
                reached,
                tail);
    }

    @Override
    public void end(boolean leftOut) {
        if (look.packed) {
            packed(leftOut ? Limits.USUAL.code() : null)
                    .ifPresent(packed -> tools.transaction().executeWithoutResult(status -> {
                        tools.rows().require(owner);
                        tools.rows().keep(packed, tools.clock().instant());
                    }));
        }
    }

    /** Empty if it is gone or shorter now: the next scan reads it again. */
    private Optional<ReadText> packed(@Nullable String leftOut) {
        try (var channel = FileChannel.open(look.file, StandardOpenOption.READ)) {
            int length = (int) Math.min(ContentCodes.LENGTH, look.size);
            var beginning = ByteBuffer.allocate(length);
            var end = ByteBuffer.allocate(length);
            if (channel.read(beginning, 0) < length || channel.read(end, look.size - length) < length) {
                return Optional.empty();
            }
            return Optional.of(new ReadText(
                    whole,
                    tools.codes().ofPlace(look.file.toString()),
                    look.key,
                    "",
                    true,
                    null,
                    leftOut,
                    ContentCodes.headLength(length),
                    tools.codes().ofHead(beginning.array(), ContentCodes.headLength(length)),
                    new ReadingPosition(look.size, look.size, 1, 1),
                    look.tar ? look.all(tools.codes()) : tools.codes().ofTail(end.array(), 0, length)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
