package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.source.Limits;
import dev.aviary.leakscan.source.SourceReader;
import dev.aviary.leakscan.source.Texts;
import dev.aviary.leakscan.source.Unread;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Plants tokens in files of every type and looks whether the scan finds them. */
final class FileRecall {

    private static final byte[] ENDING = " end\n".getBytes(US_ASCII);
    private static final byte[] NEW_LINE = {'\n'};
    private static final byte[] NOTHING = new byte[0];

    /** Does not fit into what is decoded at once if its text has to be decoded as well, as docs/leak-scan.md says. */
    private static final String TOO_LARGE = "large gzip";

    private final Map<String, FileTypes.FileType> types = FileTypes.all();
    private final ExactDetector detector;
    private long planted;
    private final byte[] log = new LogText(new Random(20261125)).bytes(Block.SIZE + (160 << 10));

    FileRecall(ExactDetector detector) {
        this.detector = detector;
    }

    /** Where in the file. */
    enum Position {
        FIRST,
        MIDDLE,
        LAST,
        BEHIND_A_LONG_LINE,
        /** Where one block ends and the next begins, or a few bytes on. */
        BORDER
    }

    /** What is wrong; empty if it is found once and it is known whose it is, or if the type cannot have it. */
    String fault(RecallTests.Leak leak, String typeName, Position position, Random random) {
        var type = Objects.requireNonNull(types.get(typeName));
        if (leak.name().equals(TOO_LARGE) && typeName.startsWith("UTF-16")) {
            return "";
        }
        var content = content(leak, type, position, random);
        if (!type.holds(content)) {
            return "";
        }
        planted++;
        var hits = new ArrayList<Hit>();
        var unread = new ArrayList<String>();
        new SourceReader(new Searching(hits, unread), Limits.USUAL)
                .read("file", new ByteArrayInputStream(type.make(content)));
        var right = hits.stream()
                .filter(hit -> hit.certainty() == Certainty.CONFIRMED)
                .filter(hit -> hit.owner().id().equals(leak.id()))
                .count();
        return right == 1 && hits.size() == 1 && unread.isEmpty()
                ? ""
                : right + " of " + hits.size() + " hits are right, not read: " + unread;
    }

    private FileTypes.Content content(
            RecallTests.Leak leak, FileTypes.FileType type, Position position, Random random) {
        var leaked = leak.make(random);
        var line =
                FileTypes.joined("message of a log with ".getBytes(US_ASCII), leaked, " for nobody".getBytes(US_ASCII));
        return switch (position) {
            case FIRST -> new FileTypes.Content(NOTHING, leaked, FileTypes.joined(ENDING, lines(0, 3000)));
            case MIDDLE -> new FileTypes.Content(lines(random.nextInt(2000), 3000), line, ENDING);
            case LAST -> new FileTypes.Content(lines(random.nextInt(2000), 3000), leaked, NOTHING);
            case BEHIND_A_LONG_LINE -> new FileTypes.Content(words(20_000), line, ENDING);
            case BORDER ->
                new FileTypes.Content(
                        upTo(type, border(leaked, random)), line, FileTypes.joined(ENDING, lines(0, 90_000)));
        };
    }

    /** Where a block ends, or stops reporting, before, in or behind the message. */
    private static int border(byte[] leaked, Random random) {
        int end = Block.SIZE - (random.nextBoolean() ? Block.AHEAD : 0);
        return end + 50 - random.nextInt(leaked.length + 150);
    }

    /** As many lines as make so much text of the type. */
    private byte[] upTo(FileTypes.FileType type, int length) {
        var sample = lines(0, 100_000);
        var grows = size(type, sample) / (double) sample.length;
        var before = lines(0, (int) (length / grows * 0.97));
        int unit = size(type, FileTypes.joined(words(1000), NEW_LINE))
                - size(type, FileTypes.joined(words(999), NEW_LINE));
        int missing = (length - size(type, FileTypes.joined(before, NEW_LINE))) / unit;
        return FileTypes.joined(before, words(Math.max(0, missing)), NEW_LINE);
    }

    private static int size(FileTypes.FileType type, byte[] before) {
        return type.text().apply(new FileTypes.Content(before, NOTHING, NOTHING)).length;
    }

    private static byte[] words(int length) {
        return Arrays.copyOf("word ".repeat(length / 5 + 1).getBytes(US_ASCII), length);
    }

    /** Whole lines of about so many bytes. */
    private byte[] lines(int from, int length) {
        int start = from;
        while (start > 0 && log[start - 1] != '\n') {
            start--;
        }
        int end = Math.min(log.length, start + length);
        while (log[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOfRange(log, start, end);
    }

    private final class Searching implements Texts {

        private final List<Hit> hits;
        private final List<String> unread;

        Searching(List<Hit> hits, List<String> unread) {
            this.hits = hits;
            this.unread = unread;
        }

        @Override
        public void begin(String place) {}

        @Override
        public void block(Block block) {
            detector.search(block, hits::add);
        }

        @Override
        public void end() {}

        @Override
        public void unread(Unread one) {
            unread.add(one.why());
        }
    }

    /** The full product. Argument: rounds, each with other luck. */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        var recall = new FileRecall(RecallTests.newDetector());
        var leaks = RecallTests.leaks().toList();
        long tried = 0;
        long missed = 0;
        for (var round = 0; round < rounds; round++) {
            for (var type : recall.types.keySet()) {
                for (var position : Position.values()) {
                    for (var leak : leaks) {
                        var fault = recall.fault(
                                leak,
                                type,
                                position,
                                new Random(round * 31L + leak.toString().hashCode()));
                        tried++;
                        if (!fault.isEmpty()) {
                            missed++;
                            System.out.println(leak + ", " + position + ", " + type + ": " + fault);
                        }
                    }
                }
            }
        }
        System.out.printf(
                "%d combinations, %d planted, %d not found as they should be%n", tried, recall.planted, missed);
    }
}
